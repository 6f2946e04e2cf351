import { z } from 'zod';
import { folder } from '../../core/model/host/snapshot-parts.ts';
import { absolutePath, schedule } from '../../core/parse/scalars.ts';
import type { FileSystemSnapshotTool } from '../../core/roles/snapshot-tool.ts';
import { freezing } from './facts/freezing.ts';
import { snapshotFolder } from './facts/places.ts';

const VOLUME = /^[a-zA-Z0-9_][\w.+-]*\/[a-zA-Z0-9_][\w.+-]*$/;

const schema = z
  .strictObject({
    tool: z.literal('lvm').describe('LVM, thin or not'),
    schedule,
    keep: z.int().min(1).max(100).describe('How many are kept'),
    size: z
      .string()
      .regex(/^[1-9]\d{0,5}[MG]$/, 'must be a size such as 5G')
      .optional()
      .describe('Space for what changes, of a volume that is not thin'),
    of: z
      .array(
        z.strictObject({
          volume: z.string().regex(VOLUME, 'must be group and volume, such as vg0/srv'),
          mount: absolutePath,
        }),
      )
      .min(1),
  })
  .transform(({ tool, schedule, keep, size, of }) => ({
    kind: 'file-systems' as const,
    tool,
    title: 'LVM snapshots',
    when: schedule,
    schedule,
    keep: { last: keep },
    ...(size === undefined ? {} : { size }),
    of: of.map(({ volume, mount }) => ({ mount: folder(mount), name: volume })),
  }));

export const snapshotTool = {
  tool: 'lvm',
  takes: 'file-systems',
  schema,
  packages: ['lvm2'],
  folder: snapshotFolder,
  needs: ({ of }) => `LVM: ${of.map(({ name, mount }) => `${name} is mounted at ${mount}`).join(', ')}`,
  freezing,
} as const satisfies FileSystemSnapshotTool;
