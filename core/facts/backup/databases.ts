import { once } from '../../../lib/once.ts';
import { writableMounts } from '../../compose/mounts.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import type { DatabaseKind } from '../../roles/dump-tool.ts';
import { playersOf } from '../../roles/played.ts';
import type { Database } from './database.ts';
import { dataPlace, STATE } from './places.ts';

/** Every database of the lab whose files are a declared data path, sorted by service and container. Planned services have none. */
export const databasesOf = once((model: Model): readonly Database[] =>
  model.services.filter(({ planned }) => !planned).flatMap((service) => databasesOfService(model, service)),
);

/** Those of one service, sorted by container. */
export function databasesOfService({ systems }: Pick<Model, 'systems'>, service: Service): readonly Database[] {
  return databasesByService(systems)(service);
}

const databasesByService = once((systems: Model['systems']) => {
  const known = playersOf(systems, 'dumpTool').flatMap(({ databases }) => databases);
  return once((service: Service) =>
    Object.entries(service.compose?.services ?? {})
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([container, fragment]) => databaseOf(known, service, container, fragment) ?? []),
  );
});

function databaseOf(
  known: readonly DatabaseKind[],
  service: Service,
  container: string,
  fragment: Readonly<Record<string, unknown>>,
): Database | undefined {
  const kind = known.find(({ image }) => image.test(String(fragment['image'] ?? '')));
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
