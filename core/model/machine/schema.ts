import { z } from 'zod';
import { variablesSchema } from '../../compose/project/variables-schema.ts';
import { absolutePath, interfaceName, line, mac, reference } from '../../parse/scalars.ts';
import { healthSchema } from './health-schema.ts';

const address = z.union([
  z.string().describe('IPv4 address'),
  z.strictObject({ ip: z.string(), ip6: z.string().optional(), mac: mac.optional() }),
]);

/** Key by which the inventory gives a machine a container engine. */
export const ENGINE_KEY = 'docker';

export const machine = {
  title: line,
  summary: line.default(''),
  planned: z.boolean().default(false),
  os: line.optional(),
  addresses: z.record(z.string(), address).default({}).describe('Its address in each network: network id to IPv4, or { ip, ip6, mac }'),
  gateway: reference.optional().describe('Network that its default route leads through; its network of apps unless said'),
  uplink: interfaceName.optional().describe('Interface that carries its networks, tagged'),
  [ENGINE_KEY]: z
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
  variables: variablesSchema.default({}).describe('Variables of the Compose projects on it, such as PUID'),
  profiles: z.array(line).default([]).describe('Profiles that are on in every Compose project on it'),
  health: healthSchema.optional(),
  hardware: z.record(line, line).default({}),
};

export type AddressInput = z.infer<typeof address>;
