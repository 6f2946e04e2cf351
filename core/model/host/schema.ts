import { z } from 'zod';
import { line } from '../../parse/scalars.ts';
import { machine } from '../machine/schema.ts';
import { snapshotsSchema } from './snapshots-schema.ts';

export const hostSchema = z.strictObject({
  ...machine,
  role: line.describe('What it is for, in words'),
  proxmox: z.strictObject({ node: line }).optional(),
  snapshots: snapshotsSchema.optional(),
});

export type HostInput = z.infer<typeof hostSchema>;
