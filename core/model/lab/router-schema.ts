import { z } from 'zod';
import { interfaceName, line } from '../../parse/scalars.ts';

export const routerSchema = z.strictObject({
  title: line.default('Router'),
  system: z.enum(['linux', 'opnsense']).default('linux').describe('What runs on it'),
  wan: interfaceName.optional().describe('Interface to the internet'),
  trunk: interfaceName.describe('Interface that carries every network, tagged'),
  resolver: z.enum(['dnsmasq', 'unbound']).default('dnsmasq').describe('Who answers DNS; DHCP is dnsmasq’s in both cases'),
  upstream: z
    .array(z.union([z.ipv4(), z.ipv6()], 'must be an IPv4 or IPv6 address'))
    .default([])
    .describe('DNS servers that it asks for names beyond the lab'),
});
