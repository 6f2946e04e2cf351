import { dataPlace } from '../../../core/facts/backup/places.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';

/** Absolute path of the datastore of a repository: what its service keeps on the target, or a folder of that; undefined without a mount. */
export function datastorePath({ service, target, location }: Repository): string | undefined {
  if (target.path === undefined) return undefined;
  const folder = target.path === '/' ? '/' : `${target.path.replace(/\/+$/, '')}/`;
  const own = service?.data.map(({ path }) => dataPlace(service, path)).find((path) => path.startsWith(folder) && path !== folder);
  return own ?? `${folder}${location}`;
}
