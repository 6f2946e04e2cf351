import { HEADER } from '../../../core/files/header.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { FileSystemSnapshots } from '../../../core/model/host/snapshots.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';

/** What `snapshot.sh` reads. */
export function snapshotSettings({ id }: Host, { keep, size, of }: FileSystemSnapshots): string {
  return emitShellSettings(`Snapshots of logical volumes of ${id}. ${HEADER}`, {
    values: { keep: keep.last ?? 0, size: size ?? '' },
    lists: { volume: of.map(({ name = '' }) => [name]) },
  });
}
