import { z } from 'zod';
import { duration, line, mac, portRange } from '../../parse/scalars.ts';

export const device = z.strictObject({
  title: line,
  ip: z.string().describe('Its fixed IPv4 address, outside the DHCP range'),
  ip6: z.string().optional(),
  mac: mac.optional().describe('Hardware address; with it DHCP hands the address out'),
});

export const networkSchema = z.strictObject({
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  role: z.enum(['management', 'apps', 'dmz', 'storage', 'iot', 'guest']),
  vlan: z.int().optional().describe('802.1Q tag, 1 to 4094'),
  cidr: z.string().describe('IPv4 prefix such as 10.10.20.0/24'),
  cidr6: z.string().optional(),
  gateway: z.string().optional().describe('Address of the router in it; without one the network leads nowhere'),
  gateway6: z.string().optional(),
  dhcp: z.strictObject({ from: z.string(), to: z.string(), lease: duration.default('12h') }).optional(),
  internet: z
    .strictObject({
      because: line.describe('Why everything in the network may go there'),
      tcp: z.array(portRange).default([]).describe('Ports; every one and every protocol when neither tcp nor udp names any'),
      udp: z.array(portRange).default([]),
    })
    .optional()
    .describe('Where everything in the network may go on the internet; without it nowhere'),
  devices: z.record(z.string(), device).default({}).describe('Things with a fixed address that are neither host nor guest'),
});

export type NetworkInput = z.infer<typeof networkSchema>;
