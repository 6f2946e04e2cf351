import { z } from 'zod';
import type { SystemParts } from '../../contract.ts';
import { playersOf } from '../../roles/played.ts';
import { SECTIONS } from './inventory.ts';
import { SNAPSHOTS_WORDS } from './snapshots.ts';

/** {@link SECTIONS} with all that may be said in them: of repositories and snapshots that depends on the systems that play their tools. */
export function sectionsWith(systems: readonly SystemParts[]) {
  const types = playersOf(systems, 'backupTool').map(({ type }) => type);
  const snapshots = playersOf(systems, 'snapshotTool').map(({ schema }): z.ZodType => schema);
  return {
    ...SECTIONS,
    repositories: SECTIONS.repositories.extend({ type: z.enum(types) }),
    hosts: SECTIONS.hosts.extend({ snapshots: z.union(snapshots).describe(SNAPSHOTS_WORDS).optional() }),
  };
}
