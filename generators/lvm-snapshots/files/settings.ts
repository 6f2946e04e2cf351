import { HEADER } from '../../../core/files/header.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Snapshots } from '../../../core/model/host/snapshots.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';

export type ByLvm = Extract<Snapshots, { tool: 'lvm' }>;

/** What `snapshot.sh` reads. */
export function snapshotSettings({ id }: Host, { keep, size, of }: ByLvm): string {
  return emitShellSettings(`Snapshots of logical volumes of ${id}. ${HEADER}`, {
    values: { keep, size: size ?? '' },
    lists: { volume: of.map(({ volume }) => [volume]) },
  });
}
