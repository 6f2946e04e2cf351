import { z } from 'zod';
import { counts, folder, keepSchema } from '../../core/model/host/snapshot-parts.ts';
import { absolutePath, schedule } from '../../core/parse/scalars.ts';
import type { FileSystemSnapshotTool } from '../../core/roles/snapshot-tool.ts';
import { freezing } from './facts/freezing.ts';
import { snapshotFolder } from './facts/places.ts';

/** btrbk takes everything after a # for a comment, also in quotes, and knows no space at an end. */
const btrbkPath = absolutePath.regex(/^[^#]*[^\s#]$/, 'must hold no # and end with no space, which btrbk would not read');

const schema = z
  .strictObject({
    tool: z.literal('btrbk').describe('Btrfs'),
    schedule,
    keep: keepSchema,
    of: z.array(btrbkPath).min(1).describe('Where the subvolumes are mounted'),
  })
  .transform(({ tool, schedule, keep, of }) => ({
    kind: 'file-systems' as const,
    tool,
    title: 'Btrfs snapshots by btrbk',
    when: schedule,
    schedule,
    keep: counts(keep),
    of: of.map((mount) => ({ mount: folder(mount) })),
  }));

export const snapshotTool = {
  tool: 'btrbk',
  takes: 'file-systems',
  schema,
  packages: ['btrbk'],
  folder: snapshotFolder,
  needs: ({ of }) => `Btrfs: ${of.map(({ mount }) => mount).join(' and ')} is a subvolume that is mounted there`,
  freezing,
} as const satisfies FileSystemSnapshotTool;
