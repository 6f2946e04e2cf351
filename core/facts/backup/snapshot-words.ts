import { list } from '../../../lib/plain-words.ts';
import type { Snapshots } from '../../model/host/snapshots.ts';

/** Local snapshots for people: what makes them, when, and how many are kept. */
export function snapshotWords(snapshots: Snapshots): { readonly tool: string; readonly when: string; readonly keep: string } {
  const { title, when } = snapshots;
  if (snapshots.kind === 'guests') return { tool: title, when, keep: snapshots.keep };
  const { of, keep } = snapshots;
  const counted = keep['last'] === undefined ? kept(keep) : `the last ${keep['last']}`;
  return { tool: `${title} of ${list(of.map(({ mount }) => mount))}`, when, keep: counted };
}

/** From short to long, in whatever order the inventory has them. */
const UNITS = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;

/** `7 daily, 4 weekly`; everything when nothing is said. */
export function kept(keep: Readonly<Record<string, number>>): string {
  return (
    UNITS.filter((unit) => keep[unit] !== undefined)
      .map((unit) => `${keep[unit]} ${unit}`)
      .join(', ') || 'everything'
  );
}
