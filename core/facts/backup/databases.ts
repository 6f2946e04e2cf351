import { once } from '../../../lib/once.ts';
import { imageName } from '../../compose/container-view.ts';
import { isOff } from '../../compose/schema/names.ts';
import type { ComposeService } from '../../compose/schema/service.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import type { DatabaseKind, StateKind } from '../../roles/dump-tool.ts';
import { playersOf } from '../../roles/played.ts';
import type { Database } from './database.ts';
import { keptFiles } from './kept-files.ts';
import { STATE } from './places.ts';

/** Every database of the lab whose files are a declared data path, sorted by service and container. Planned services have none. */
export const databasesOf = once((model: Model): readonly Database[] =>
  model.services.filter(({ planned }) => !planned).flatMap((service) => databasesOfService(model, service)),
);

/** Those of one service, sorted by container. */
export function databasesOfService({ systems }: Pick<Model, 'systems'>, service: Service): readonly Database[] {
  return databasesBy(systems)(service);
}

const databasesBy = once((systems: Model['systems']) =>
  once((service: Service): readonly Database[] =>
    stateOf({ systems }, service).flatMap(({ container, fragment, kind }) => {
      if (kind === undefined || !('engine' in kind)) return [];
      const kept = keptFiles(kind, service, fragment);
      if (!kept) return [];
      const { runsOn: machine } = service;
      return [{ service, machine, container, engine: kind.engine, ...kept, dump: `${STATE}/dumps/${service.id}/${container}.sql` }];
    }),
  ),
);

interface KnownContainer {
  readonly container: string;
  readonly fragment: Readonly<Record<string, unknown>>;
  readonly kind: StateKind | DatabaseKind | undefined;
}

/** The containers of a service that are on, sorted, with the kind of each whose image is known. */
export function stateOf({ systems }: Pick<Model, 'systems'>, service: Service): readonly KnownContainer[] {
  return stateBy(systems)(service);
}

const stateBy = once((systems: Model['systems']) => {
  const kinds = kindsOf(systems);
  return once(({ compose }: Service): readonly KnownContainer[] =>
    Object.entries(compose?.services ?? {})
      .filter(([, fragment]) => !isOff(fragment as ComposeService))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([container, fragment]) => {
        const name = imageName(fragment['image']);
        return { container, fragment, kind: kinds.find(({ image }) => image.test(name)) };
      }),
  );
});

/** Every kind of program that keeps a database, those that are dumped first. */
export const kindsOf = once((systems: Model['systems']): readonly (StateKind | DatabaseKind)[] => {
  const tools = playersOf(systems, 'dumpTool');
  return [...tools.flatMap(({ databases }) => databases), ...tools.flatMap(({ undumped }) => undumped)];
});
