import { type ZodType, z } from 'zod';
import { absolutePath, interfaceName, line, mac, port, reference } from './scalars.ts';
import { snapshotsSchema } from './snapshots.ts';

const address = z.union([
  z.string().describe('IPv4 address'),
  z.strictObject({ ip: z.string(), ip6: z.string().optional(), mac: mac.optional() }),
]);

export const healthSchema = z
  .strictObject({
    http: z
      .string()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
      .regex(/^\/[^\s\u0000-\u001f\u007f-\u009f]*$/, 'must be a path that starts with /')
      .optional()
      .describe('Path to ask for'),
    status: z.array(z.int().min(100).max(599)).min(1).optional().describe('HTTP statuses that mean up; 200 to 399 unless said'),
    scheme: z.enum(['http', 'https']).optional(),
    port: port.optional().describe('Port to ask; the exposed one unless said'),
    tcp: port.optional().describe('Port that must accept a connection'),
    none: line.optional().describe('Why nothing can be checked'),
  })
  .refine(
    (health) => [health.http, health.tcp, health.none].filter((kind) => kind !== undefined).length === 1,
    'must have exactly one of http, tcp and none',
  );

const machine = {
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  os: line.optional(),
  addresses: z.record(z.string(), address).default({}).describe('Its address in each network: network id to IPv4, or { ip, ip6, mac }'),
  gateway: reference.optional().describe('Network that its default route leads through; its network of apps unless said'),
  uplink: interfaceName.optional().describe('Interface that carries its networks, tagged'),
  docker: z
    .strictObject({
      endpoint: z
        .string()
        .regex(
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
          /^(unix:\/\/\/|tcp:\/\/|https:\/\/|ssh:\/\/)[^\s\u0000-\u001f\u007f-\u009f]+$/,
          'must start with unix:///, tcp://, https:// or ssh://',
        )
        .optional()
        .describe('Docker Engine API that `npm run status` may ask'),
      root: absolutePath.default('/opt/rackbook').describe('Folder on the machine that holds infra/'),
      'address-pool': z
        .cidrv4()
        .default('172.20.0.0/14')
        .describe('Where the engine takes the ranges of its container networks from, 64 addresses each'),
      secrets: absolutePath.default('/etc/rackbook/secrets').describe('Folder on the machine that holds secret files'),
    })
    .optional(),
  health: healthSchema.optional(),
  hardware: z.record(line, line).default({}),
};

/** `hypervisors` are what a host says of itself under the id of each system that can run guests on it. */
export function hostSchema(hypervisors: Readonly<Record<string, ZodType<{ readonly node: string }>>>) {
  const optional = Object.entries(hypervisors).map(([id, schema]) => [id, schema.optional()] as const);
  return z.strictObject({
    ...machine,
    role: line.describe('What it is for, in words'),
    ...Object.fromEntries(optional),
    snapshots: snapshotsSchema.optional(),
  });
}

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

export type AddressInput = z.infer<typeof address>;
export type HealthInput = z.infer<typeof healthSchema>;
export type HostInput = z.infer<ReturnType<typeof hostSchema>>;
export type GuestInput = z.infer<typeof guestSchema>;
