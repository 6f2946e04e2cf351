import type { CellName, Data } from './cell.ts';

const YEAR = '2026-*-*';

/** A medium, what is written to it, and when; in the first cell also where the guests of all cells go. */
export function backupOf({ name, index }: CellName): Readonly<Record<string, Data>> {
  const policy = (title: string, to: string) => ({ title, to: [to], schedule: '02:30', keep: { daily: 7 }, rpo: '25h', rto: '4h' });
  // Looking for the longest pause in two centuries would take longest of all that is counted, so it is one year.
  const upkeep = { prune: `${YEAR} 04:00`, check: `${YEAR} 05:00`, 'restore-test': `${YEAR} 06:00` };
  const copies = { type: 'restic', target: `disk-${name}`, service: `restic-${name}`, location: `/mnt/disk-${name}/restic`, upkeep };
  const images = { title: 'Images', type: 'pbs', target: `disk-${name}`, service: 'pbs', location: 'store' };
  return {
    targets: { [`disk-${name}`]: { title: `Disk ${name}`, medium: 'disk', host: `docker-${name}`, path: `/mnt/disk-${name}` } },
    repositories: { [`copies-${name}`]: { title: `Copies ${name}`, ...copies }, ...(index === 0 ? { images } : {}) },
    policies: {
      [`nightly-${name}`]: { ...policy(`Nightly ${name}`, `copies-${name}`), schedule: `${YEAR} 02:30` },
      ...(index === 0 ? { images: { ...policy('Images', 'images'), dumps: '02:00' } } : {}),
    },
  };
}
