import { list } from '../../../lib/plain-words.ts';
import type { Snapshots } from '../../model/host/snapshots.ts';

const TOOL = {
  btrbk: 'Btrfs snapshots by btrbk',
  sanoid: 'ZFS snapshots by sanoid',
  lvm: 'LVM snapshots',
  proxmox: 'Proxmox VE snapshots',
} as const;

/** Local snapshots for people: what makes them, when, and how many are kept. */
export function snapshotWords(snapshots: Snapshots): { readonly tool: string; readonly when: string; readonly keep: string } {
  const { tool } = snapshots;
  switch (tool) {
    case 'proxmox':
      return { tool: TOOL[tool], when: snapshots.when, keep: snapshots.keep };
    case 'lvm':
      return {
        tool: `${TOOL[tool]} of ${list(snapshots.of.map(({ mount }) => mount))}`,
        when: snapshots.schedule,
        keep: `the last ${snapshots.keep}`,
      };
    case 'btrbk':
      return {
        tool: `${TOOL[tool]} of ${list(snapshots.of.map(({ mount }) => mount))}`,
        when: snapshots.schedule,
        keep: kept(snapshots.keep),
      };
    default:
      return {
        tool: `${TOOL[tool]} of ${list(snapshots.of.map(({ mount }) => mount))}`,
        when: 'every 15 minutes it looks for what is due',
        keep: kept(snapshots.keep),
      };
  }
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
