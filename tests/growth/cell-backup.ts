import type { CellName, Data } from './cell.ts';

/** A medium, what is written to it, and when; in the first cell also where the guests of all cells go. */
export function backupOf({ name, index }: CellName): Readonly<Record<string, Data>> {
  const policy = (title: string, to: string) => ({ title, to: [to], schedule: '02:30', keep: { daily: 7 }, rpo: '25h', rto: '4h' });
  const copies = { type: 'restic', target: `disk-${name}`, service: `restic-${name}`, location: `/mnt/disk-${name}/restic` };
  const images = { title: 'Images', type: 'pbs', target: `disk-${name}`, service: 'pbs', location: 'store' };
  return {
    targets: { [`disk-${name}`]: { title: `Disk ${name}`, medium: 'disk', host: `docker-${name}`, path: `/mnt/disk-${name}` } },
    repositories: { [`copies-${name}`]: { title: `Copies ${name}`, ...copies }, ...(index === 0 ? { images } : {}) },
    policies: {
      [`nightly-${name}`]: policy(`Nightly ${name}`, `copies-${name}`),
      ...(index === 0 ? { images: { ...policy('Images', 'images'), dumps: '02:00' } } : {}),
    },
  };
}
