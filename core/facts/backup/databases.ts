import { once } from '../../../lib/once.ts';
import { writableMounts } from '../../compose/mounts.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import type { Database } from './database.ts';
import { dataPlace, STATE } from './places.ts';

/** Images that are known to be, or to be built on, the official ones, whose environment says who the administrator is. */
const ENGINES = [
  {
    engine: 'postgres',
    image: /(^|\/)(postgres|postgis|timescaledb(-ha)?|pgvector|pgvecto-rs|pgautoupgrade)(:|@)/,
    files: /^\/var\/lib\/postgresql(\/|$)/,
  },
  { engine: 'mariadb', image: /(^|\/)mariadb(:|@)/, files: /^\/var\/lib\/mysql$/ },
  { engine: 'mysql', image: /(^|\/)mysql(:|@)/, files: /^\/var\/lib\/mysql$/ },
] as const;

/** Every database of the lab whose files are a declared data path, sorted by service and container. Planned services have none. */
export const databasesOf = once((model: Model): readonly Database[] =>
  model.services.filter(({ planned }) => !planned).flatMap(databasesOfService),
);

export function databasesOfService(service: Service): readonly Database[] {
  return Object.entries(service.compose?.services ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([container, fragment]) => databaseOf(service, container, fragment) ?? []);
}

function databaseOf(service: Service, container: string, fragment: Readonly<Record<string, unknown>>): Database | undefined {
  const kind = ENGINES.find(({ image }) => image.test(String(fragment['image'] ?? '')));
  const mount = kind && writableMounts(fragment).find(({ target }) => kind.files.test(target));
  if (!kind || mount?.source === undefined) return undefined;
  const files = dataPlace(service, mount.source);
  // Of a folder and one inside it, both declared, the inner one is what is decided about.
  const [data] = service.data
    .filter(({ path }) => isBelow(files, dataPlace(service, path)))
    .toSorted((a, b) => dataPlace(service, b.path).length - dataPlace(service, a.path).length);
  if (!data) return undefined;
  const { runsOn: machine } = service;
  return { service, machine, container, engine: kind.engine, data, files, dump: `${STATE}/dumps/${service.id}/${container}.sql` };
}

/** Whether a path is a folder or lies below it. */
export function isBelow(path: string, folder: string): boolean {
  const inside = `${folder.replace(/\/+$/, '')}/`;
  return path === folder || `${path}/` === inside || path.startsWith(inside);
}
