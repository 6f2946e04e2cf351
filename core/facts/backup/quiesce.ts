import type { Model } from '../../contract.ts';
import type { DataPath, Quiesce } from '../../model/service/data-path.ts';
import type { Service } from '../../model/service/service.ts';
import { databasesOfService } from './databases.ts';
import type { FrozenSource } from './frozen-source.ts';
import { isBelow } from './kept-files.ts';
import { dataPlace } from './places.ts';

/** How a data path holds still while it is copied: as declared, else dumped where a database is, else from a snapshot where one can be made. */
export function quiesceOf(model: Pick<Model, 'systems'>, service: Service, data: DataPath): Quiesce {
  if (data.quiesce !== undefined) return data.quiesce;
  if (databasesOfService(model, service).some((database) => database.data === data)) return 'dump';
  return frozenSource(service, dataPlace(service, data.path)) ? 'snapshot' : 'none';
}

/** The file system with snapshots that holds a path of a service's machine; the one mounted deepest, of several. */
export function frozenSource(service: Service, path: string): FrozenSource | undefined {
  const snapshots = service.runsOn.kind === 'host' ? service.runsOn.snapshots : undefined;
  if (snapshots?.kind !== 'file-systems') return undefined;
  const sources = snapshots.of.map((source) => ({ ...source, tool: snapshots.tool }));
  return sources.filter(({ mount }) => isBelow(path, mount)).toSorted((a, b) => b.mount.length - a.mount.length)[0];
}
