import { z } from 'zod';
import { line, portRange, reference } from '../../parse/scalars.ts';

/** Who an `allow:` speaks of; exactly one of these, and `device` beside its network. */
const allowEnd = z.union([
  z.enum(['internet', 'router']),
  z
    .strictObject({
      network: reference.optional(),
      device: reference.optional().describe('A device of that network'),
      machine: reference.optional().describe('Host or guest'),
      service: reference.optional(),
    })
    .refine(
      ({ network, machine, service }) => [network, machine, service].filter((end) => end !== undefined).length === 1,
      'must have exactly one of network, machine and service',
    )
    .refine(({ network, device: named }) => named === undefined || network !== undefined, 'has a device, and no network that it is in'),
]);

export const allowSchema = z.strictObject({
  title: line.optional(),
  planned: z.boolean().default(false),
  from: allowEnd,
  to: allowEnd,
  tcp: z.array(portRange).default([]).describe('Ports; those of the service when neither tcp nor udp names any'),
  udp: z.array(portRange).default([]),
  because: line.describe('Why it is right that this passes'),
});

export type AllowInput = z.infer<typeof allowSchema>;

export type AllowEndInput = z.infer<typeof allowEnd>;
