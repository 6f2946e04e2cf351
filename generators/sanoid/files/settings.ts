import { UNITS } from '../../../core/facts/backup/places.ts';
import { HEADER } from '../../../core/files/header.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { FileSystemSnapshots } from '../../../core/model/host/snapshots.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';

/** What `install.sh` reads. `tells` is the unit that reports a failure. */
export function installSettings({ id }: Host, { of }: FileSystemSnapshots, tells: string | undefined): string {
  return emitShellSettings(`What sanoid needs on ${id}. ${HEADER}`, {
    values: { units: UNITS, tells: tells ?? '', mark: HEADER },
    lists: { dataset: of.map(({ name = '' }) => [name]) },
  });
}
