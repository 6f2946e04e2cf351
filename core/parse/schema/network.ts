import { z } from 'zod';
import { line } from './scalars.ts';

export const networkSchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  role: z.enum(['management', 'apps', 'dmz', 'storage', 'iot', 'guest']),
  vlan: z.int().optional().describe('802.1Q tag, 1 to 4094'),
  cidr: z.string().describe('IPv4 prefix such as 10.10.20.0/24'),
  cidr6: z.string().optional(),
  gateway: z.string().optional(),
  gateway6: z.string().optional(),
  dhcp: z.strictObject({ from: z.string(), to: z.string() }).optional(),
});

export type NetworkInput = z.infer<typeof networkSchema>;
