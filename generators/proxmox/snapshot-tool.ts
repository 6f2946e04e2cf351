import { z } from 'zod';
import { line } from '../../core/parse/scalars.ts';
import type { GuestSnapshotTool } from '../../core/roles/snapshot-tool.ts';

const schema = z
  .strictObject({
    tool: z.literal('proxmox').describe('Proxmox VE, by hand or by a playbook'),
    when: line.describe('When they are made, in words'),
    keep: line.describe('How many are kept, in words'),
  })
  .transform((said) => ({ kind: 'guests' as const, title: 'Proxmox VE snapshots', ...said }));

export const snapshotTool = { tool: 'proxmox', takes: 'guests', schema } as const satisfies GuestSnapshotTool;
