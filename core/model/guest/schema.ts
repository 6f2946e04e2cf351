import { z } from 'zod';
import { line, reference } from '../../parse/scalars.ts';
import { machine } from '../machine/schema.ts';

export const guestSchema = z.strictObject({
  ...machine,
  type: z.enum(['vm', 'lxc']),
  vmid: z.int().min(1).describe('Number that its hypervisor knows it by'),
  host: reference,
  cores: z.int().min(1).optional(),
  memory: z.int().min(16).optional().describe('MiB'),
  disk: z.int().min(1).optional().describe('GiB'),
  passthrough: z.array(line).default([]).describe('PCI devices given to the guest'),
  backup: reference.optional().describe('Backup policy, or none with a reason in because'),
  because: line.optional(),
});

export type GuestInput = z.infer<typeof guestSchema>;
