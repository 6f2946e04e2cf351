import { HEADER } from '../../../core/files/header.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { FileSystemSnapshots } from '../../../core/model/host/snapshots.ts';

/** What sanoid can keep. What the inventory does not name is said too: sanoid would keep numbers of its own. */
const UNITS = ['frequently', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;

/** Each dataset for itself: what lies below it and is not named has no snapshots. */
export function sanoidConfig({ id }: Host, { keep, of }: FileSystemSnapshots): string {
  return [
    `# Local snapshots of ${id}. ${HEADER}`,
    ...of.flatMap(({ name }) => ['', `[${name}]`, 'use_template = rackbook', 'recursive = no']),
    '',
    '[template_rackbook]',
    ...UNITS.map((unit) => `${unit} = ${keep[unit] ?? 0}`),
    'autosnap = yes',
    'autoprune = yes',
    '',
  ].join('\n');
}
