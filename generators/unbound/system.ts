import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { zoneInterface } from '../../core/facts/network/interfaces.ts';
import { type Name, namesOf } from '../../core/facts/network/names.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { ResolverRole } from '../../core/roles/resolver.ts';
import { emitSettings, type Setting, type SettingsSection } from '../../formats/settings.ts';
import { reverseZones } from './files/reverse-zones.ts';

/** Seconds that a client may remember a name of the lab: after a change it is asked again soon. */
const TTL = 300;
/** What an answer from outside may not lead to: private, local and own addresses (RFC 1918, 3927, 4193, 4291, 6598, 1122). */
const INSIDE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  '0.0.0.0/8',
  '::1/128',
  '::ffff:0:0/96',
  'fc00::/7',
  'fe80::/10',
];

const resolver = { routers: ['linux'], byDefault: false } as const satisfies ResolverRole;

export default {
  id: 'unbound',
  title: 'Unbound',
  plays: { resolver },
  *files(model: Model): Iterable<GeneratedFile> {
    const { lab } = model;
    const { router } = lab;
    if (router?.resolver !== 'unbound' || !resolver.routers.some((kind) => kind === router.system)) return;
    const networks = model.networks.filter(({ planned }) => !planned);
    const served = networks.filter((network) => zoneInterface(model, network) !== undefined);
    if (served.length === 0) return;
    const header = [
      `Names of the lab, on ${router.title}, for /etc/unbound/unbound.conf.d.`,
      'Generated from the inventory; edit that, then npm run gen.',
    ];
    const sections: SettingsSection[] = [
      { ...listening(served), head: 'server:' },
      asking(served),
      protecting(networks),
      zones(lab.domain, networks),
      records(namesOf(model)),
      ...(router.upstream.length > 0 ? [forwarding(router.upstream)] : []),
    ];
    yield {
      path: 'infra/unbound/rackbook.conf',
      content: emitSettings(header, sections, { separator: ': ', indent: 4 }),
      about: served.map(({ subject }) => subject),
    };
  },
  accept: [{ tool: 'unbound', match: /^infra\/unbound\/rackbook\.conf$/, argv: (path) => [path] }],
  additions: [{ match: /^infra\/unbound\/rackbook\.conf$/, first: /^[a-z-]+:$/, example: 'server:\n  log-queries: yes' }],
} as const satisfies System;

/** The router's own addresses, also those that an interface gets later. */
function listening(networks: readonly Network[]): SettingsSection {
  const own = ['127.0.0.1', '::1', ...networks.flatMap(({ gateway, gateway6 }) => [gateway, gateway6].filter((ip) => ip !== undefined))];
  return { settings: [...own.map((ip): Setting => ['interface', ip]), ['ip-freebind', 'yes']] };
}

function asking(networks: readonly Network[]): SettingsSection {
  const prefixes = ['127.0.0.0/8', '::1/128', ...networks.flatMap(prefixesOf)];
  return {
    note: 'The networks of the lab may ask, and no others.',
    settings: [
      ['access-control', '0.0.0.0/0 refuse'],
      ['access-control', '::0/0 refuse'],
      ...prefixes.map((prefix): Setting => ['access-control', `${prefix} allow`]),
    ],
  };
}

function protecting(networks: readonly Network[]): SettingsSection {
  const prefixes = [...new Set([...INSIDE, ...networks.flatMap(prefixesOf)])];
  return {
    note: 'An answer from outside never leads inside.',
    settings: prefixes.map((prefix) => ['private-address', prefix]),
  };
}

/** `static`: what no record is there for does not exist, and is never asked of others. */
function zones(domain: string, networks: readonly Network[]): SettingsSection {
  const reverse = networks.flatMap(prefixesOf).flatMap(reverseZones);
  return {
    note: 'The lab’s own part of the tree, there and back: it is answered here or not at all.',
    settings: [`${domain}.`, ...reverse].map((zone) => ['local-zone', `"${zone}" static`]),
  };
}

function records(names: readonly Name[]): SettingsSection {
  return {
    note: 'Names with their addresses. A hostname of a service shares its address with others, so that does not lead back.',
    settings: names.flatMap(({ name, ip, ip6, reverse }) => [
      ['local-data', `"${name}. ${TTL} IN A ${ip}"`] as const,
      ...(ip6 === undefined ? [] : [['local-data', `"${name}. ${TTL} IN AAAA ${ip6}"`] as const]),
      ...(reverse
        ? [ip, ip6].flatMap((each): Setting[] => (each === undefined ? [] : [['local-data-ptr', `"${each} ${TTL} ${name}"`]]))
        : []),
    ]),
  };
}

function forwarding(upstream: readonly string[]): SettingsSection {
  return {
    note: 'All other names are asked of these.',
    head: 'forward-zone:',
    settings: [['name', '"."'], ...upstream.map((ip): Setting => ['forward-addr', ip])],
  };
}

function prefixesOf({ cidr, cidr6 }: Network): string[] {
  return cidr6 === undefined ? [cidr] : [cidr, cidr6];
}
