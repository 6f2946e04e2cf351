import { z } from 'zod';
import { duration, interfaceName, line, mac, portRange, reference } from './scalars.ts';

const device = z.strictObject({
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

export const routerSchema = z.strictObject({
  title: line.default('Router'),
  system: z.string().describe('What runs on it'),
  wan: interfaceName.optional().describe('Interface to the internet'),
  trunk: interfaceName.describe('Interface that carries every network, tagged'),
  resolver: reference.optional().describe('Who answers for names; what is usual on such a router unless said'),
  upstream: z
    .array(z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address'))
    .default([])
    .describe('DNS servers that it asks for names beyond the lab'),
});

/** What the systems that there are can be on the router. */
export interface RouterChoices {
  readonly kinds: readonly string[];
  /** The kind that is meant where the inventory does not say. */
  readonly usual: string | undefined;
  /** Names of systems that answer for names. */
  readonly resolvers: readonly string[];
}

/** The router's schema with the values that it may have. */
export function routerSchemaWith({ kinds, usual, resolvers }: RouterChoices) {
  const { system, resolver } = routerSchema.shape;
  const kind = z.enum(kinds);
  return routerSchema.extend({
    system: (usual === undefined ? kind : kind.default(usual)).describe(system.description ?? ''),
    // Which of them fit depends on the kind: an editor offers all, and the check is that of `resolveRouter`.
    resolver: resolver.meta({ enum: [...resolvers] }),
  });
}

export type NetworkInput = z.infer<typeof networkSchema>;
export type AllowInput = z.infer<typeof allowSchema>;
export type AllowEndInput = z.infer<typeof allowEnd>;
