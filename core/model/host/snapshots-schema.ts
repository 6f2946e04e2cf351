import { z } from 'zod';
import { absolutePath, line, schedule } from '../../parse/scalars.ts';

const keep = z
  .partialRecord(z.enum(['hourly', 'daily', 'weekly', 'monthly', 'yearly']), z.int().min(1))
  .refine((keep) => Object.keys(keep).length > 0, 'must say how many are kept')
  .describe('How many of each are kept');

/** btrbk takes everything after a # for a comment, also in quotes, and knows no space at an end. */
const btrbkPath = absolutePath.regex(/^[^#]*[^\s#]$/, 'must hold no # and end with no space, which btrbk would not read');

/** Local snapshots. They undo a bad change, and are lost with the disk: no backup. */
export const snapshotsSchema = z
  .discriminatedUnion('tool', [
    z.strictObject({
      tool: z.literal('btrbk').describe('Btrfs'),
      schedule,
      keep,
      of: z.array(btrbkPath).min(1).describe('Where the subvolumes are mounted'),
    }),
    z.strictObject({
      tool: z.literal('sanoid').describe('ZFS'),
      keep,
      of: z
        .array(
          z.strictObject({
            dataset: z.string().regex(/^[a-zA-Z0-9][\w.:-]*(\/[a-zA-Z0-9][\w.:-]*)*$/, 'must be the name of a dataset, such as tank/srv'),
            mount: absolutePath,
          }),
        )
        .min(1),
    }),
    z.strictObject({
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
            volume: z.string().regex(/^[a-zA-Z0-9_][\w.+-]*\/[a-zA-Z0-9_][\w.+-]*$/, 'must be group and volume, such as vg0/srv'),
            mount: absolutePath,
          }),
        )
        .min(1),
    }),
    z.strictObject({
      tool: z.literal('proxmox').describe('Proxmox VE, by hand or by a playbook'),
      when: line.describe('When they are made, in words'),
      keep: line.describe('How many are kept, in words'),
    }),
  ])
  .describe('Local snapshots of file systems or guests');

export type SnapshotsInput = z.infer<typeof snapshotsSchema>;
