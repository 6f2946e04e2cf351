import { z } from 'zod';
import { HclReading } from '../../../formats/hcl-read.ts';
import { familyOf } from '../../../lib/address-family.ts';
import { parseAddress } from '../../../lib/cidr.ts';

/** What a way to another resource has to lead to. */
function reference(resource: string, attribute: string) {
  const pattern = new RegExp(`^${resource}\\.[\\w-]+\\.${attribute}$`);
  return z.instanceof(HclReading).refine(({ path }) => pattern.test(path), `must be the ${attribute} of ${resource}`);
}

const v4 = z.string().refine((text) => parseAddress(text, 4) !== undefined, 'must be an IPv4 address');
const v6 = z.string().refine((text) => parseAddress(text, 6) !== undefined, 'must be an IPv6 address');
const prefix = z.string().refine((text) => text.includes('/') && familyOf(text) !== undefined, 'must be a network without host bits');
const alias = reference('opnsense_firewall_alias', 'name');
const label = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be one label of a name');
const name = z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be a name');
const mac = z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/, 'must be a hardware address');

/** `DescriptionField` of OPNsense. */
const description = z
  .string()
  .refine((text) => text !== '' && Buffer.byteLength(text) <= 255, 'must be 1 to 255 bytes')
  .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'must be one line');

/** Up to 31 characters, and no word of pf's own language, as far as those can come up. */
const aliasName = z
  .string()
  .regex(/^[a-zA-Z]\w{1,30}$/, 'must be 2 to 31 letters, digits and underscores')
  .refine(
    (text) => !['all', 'any', 'block', 'in', 'inet', 'log', 'out', 'pass', 'port', 'self', 'to', 'user'].includes(text),
    'is a word of pf',
  );

const vlan = z.strictObject({
  parent: z.string().regex(/^[a-z][a-z0-9_.]*$/, 'must be a device'),
  tag: z.int().min(1).max(4094),
  device: z.string().regex(/^vlan0[0-9.]{1,10}$/, 'must be vlan0 and numbers'),
  description,
});

const aliases = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('network'), name: aliasName, content: z.array(prefix).min(1), description }),
  z.strictObject({ type: z.literal('host'), name: aliasName, content: z.array(z.union([v4, v6])).min(1), description }),
  z.strictObject({
    type: z.literal('port'),
    name: aliasName,
    content: z.array(z.string().refine((text) => isPort(text, ':'), 'must be a port or a range with a colon')).min(1),
    description,
  }),
  z.strictObject({
    type: z.literal('networkgroup'),
    name: aliasName,
    content: z.array(z.union([alias, z.string().regex(/^__(lan|wan|opt\d+)_network$/, 'must be an interface’s own network')])).min(1),
    description,
  }),
]);

function isPort(text: string, separator: string): boolean {
  const numbers = text.split(separator).map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : 0));
  return numbers.length <= 2 && numbers.every((port) => port >= 1 && port <= 65_535) && (numbers[1] ?? 65_535) >= (numbers[0] ?? 0);
}

const port = z.union([alias, z.string().refine((text) => isPort(text, '-'), 'must be a port or a range with a hyphen')]);
const net = z.union([
  alias,
  z
    .string()
    .refine((text) => /^(any|\(self\)|(lan|wan|opt\d+)(ip)?)$/.test(text) || familyOf(text) !== undefined, 'must be an address or a place'),
]);
const end = z.strictObject({ net, port: port.optional(), invert: z.boolean().optional() });

const filter = z.strictObject({
  sequence: z.int().min(1).max(999_999),
  description,
  interface: z.strictObject({ interface: z.array(z.string().regex(/^(lan|wan|opt\d+)$/, 'must be an interface of OPNsense')).length(1) }),
  filter: z
    .strictObject({
      quick: z.literal(true),
      action: z.enum(['pass', 'block', 'reject']),
      direction: z.enum(['in', 'out', 'any']),
      ip_protocol: z.enum(['inet', 'inet6', 'inet46']),
      protocol: z.enum(['any', 'TCP', 'UDP', 'TCP/UDP', 'ICMP', 'IPV6-ICMP']),
      source: end,
      destination: end,
      log: z.boolean(),
    })
    .refine(
      ({ protocol, source, destination }) => /TCP|UDP/.test(protocol) || !(source.port ?? destination.port),
      'has ports without TCP or UDP',
    )
    .refine(
      ({ ip_protocol, source, destination }) =>
        [source, destination].every(({ net: place }) => {
          const family = typeof place === 'string' ? familyOf(place) : undefined;
          return family === undefined || ip_protocol === 'inet46' || (family === 4) === (ip_protocol === 'inet');
        }),
      'has an address of the other family',
    ),
});

const override = { hostname: label, domain: name, description };

/**
 * The resources that are generated and the attributes of them that are, as in browningluke/opnsense 0.24 (`internal/service`) and, for
 * values, in the models of OPNsense 26.7. Terraform itself lets an unknown key of a nested attribute through, and the provider any address,
 * port and name.
 */
export const RESOURCES: Readonly<Record<string, z.ZodType>> = {
  opnsense_interfaces_vlan: vlan,
  opnsense_firewall_alias: aliases,
  opnsense_firewall_filter: filter,
  opnsense_unbound_host_override: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('A'), ...override, server: v4 }),
    z.strictObject({ type: z.literal('AAAA'), ...override, server: v6 }),
  ]),
  opnsense_kea_dhcpv4_subnet: z.strictObject({
    subnet: prefix,
    pools: z.array(z.string().refine((text) => text.includes('-') && familyOf(text) === 4, 'must be a range of IPv4 addresses')),
    auto_collect: z.literal(false),
    routers: z.array(v4),
    dns_servers: z.array(v4),
    domain_name: name,
    domain_search: z.array(name),
    match_client_id: z.boolean(),
    description,
  }),
  opnsense_kea_dhcpv4_reservation: z.strictObject({
    subnet_id: reference('opnsense_kea_dhcpv4_subnet', 'id'),
    ip_address: v4,
    mac_address: mac,
    hostname: label,
    description,
  }),
};

/** What stands in `versions.tf`: the provider block is empty, so that neither address nor key is in a file. */
export const SETTINGS: Readonly<Record<string, z.ZodType>> = {
  terraform: z.strictObject({ required_version: z.string() }),
  required_providers: z.strictObject({
    opnsense: z.strictObject({ source: z.literal('browningluke/opnsense'), version: z.string().regex(/^\D{0,3}0\.\d+(\.\d+)?$/) }),
  }),
  provider: z.strictObject({}),
};
