import { type ZodType, z } from 'zod';
import { line, reference } from '../../parse/scalars.ts';
import { machine } from '../machine/schema.ts';

/** `natives`: what a guest may say under the id of each system that can run it. */
export function guestSchema(natives: Readonly<Record<string, ZodType>>) {
  const optional = Object.entries(natives).map(([id, schema]) => [id, schema.optional()] as const);
  return z.strictObject({
    ...machine,
    type: z.enum(['vm', 'lxc']),
    vmid: z.int().min(1).describe('Number that its hypervisor knows it by'),
    host: reference,
    cores: z.int().min(1).optional(),
    memory: z.int().min(16).optional().describe('MiB'),
    disk: z.int().min(1).optional().describe('GiB'),
    passthrough: z.array(line).default([]).describe('Devices of the host that are given to the guest, in words'),
    ...Object.fromEntries(optional),
    backup: reference.optional().describe('Backup policy, or none with a reason in because'),
    because: line.optional(),
  });
}

export type GuestInput = z.infer<ReturnType<typeof guestSchema>>;
