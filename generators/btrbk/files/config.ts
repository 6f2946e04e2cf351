import { HEADER } from '../../../core/files/header.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { FileSystemSnapshots } from '../../../core/model/host/snapshots.ts';

/** Folder in each subvolume that its snapshots lie in. */
export const SNAPSHOTS = '.snapshots';
/** What their names begin with, as `rackbook.20260401T020000+0200`. */
const NAME = 'rackbook';

const LETTERS = { hourly: 'h', daily: 'd', weekly: 'w', monthly: 'm', yearly: 'y' } as const;

/** btrbk.conf(5): every subvolume for itself, its snapshots inside it, none of them sent anywhere. */
export function btrbkConfig({ id }: Host, { keep, of }: FileSystemSnapshots): string {
  const kept = Object.entries(LETTERS).flatMap(([unit, letter]) => (keep[unit] === undefined ? [] : [`${keep[unit]}${letter}`]));
  return [
    `# Local snapshots of ${id}. ${HEADER}`,
    '',
    '# With seconds and zone, so that no name comes twice when clocks are set back.',
    'timestamp_format      long-iso',
    `snapshot_dir          ${SNAPSHOTS}`,
    '# Also of what has not changed: the last one is never older than the schedule says.',
    'snapshot_create       always',
    'snapshot_preserve_min latest',
    `snapshot_preserve     ${kept.join(' ')}`,
    ...of.flatMap(({ mount }) => ['', `volume "${mount}"`, '  subvolume .', `    snapshot_name ${NAME}`]),
    '',
  ].join('\n');
}
