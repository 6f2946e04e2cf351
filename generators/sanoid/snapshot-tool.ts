import { z } from 'zod';
import { counts, folder, keepSchema } from '../../core/model/host/snapshot-parts.ts';
import { absolutePath } from '../../core/parse/scalars.ts';
import type { FileSystemSnapshotTool } from '../../core/roles/snapshot-tool.ts';
import { freezing } from './facts/freezing.ts';
import { snapshotFolder } from './facts/places.ts';

const DATASET = /^[a-zA-Z0-9][\w.:-]*(\/[a-zA-Z0-9][\w.:-]*)*$/;

const schema = z
  .strictObject({
    tool: z.literal('sanoid').describe('ZFS'),
    keep: keepSchema,
    of: z
      .array(
        z.strictObject({
          dataset: z.string().regex(DATASET, 'must be the name of a dataset, such as tank/srv'),
          mount: absolutePath,
        }),
      )
      .min(1),
  })
  .transform(({ tool, keep, of }) => ({
    kind: 'file-systems' as const,
    tool,
    title: 'ZFS snapshots by sanoid',
    // The timer of its package.
    when: 'every 15 minutes it checks what is due',
    keep: counts(keep),
    of: of.map(({ dataset, mount }) => ({ mount: folder(mount), name: dataset })),
  }));

export const snapshotTool = {
  tool: 'sanoid',
  takes: 'file-systems',
  schema,
  packages: ['sanoid', 'zfsutils-linux'],
  folder: snapshotFolder,
  needs: ({ of }) => `ZFS: ${of.map(({ name, mount }) => `${name} is mounted at ${mount}`).join(', ')}`,
  freezing,
} as const satisfies FileSystemSnapshotTool;
