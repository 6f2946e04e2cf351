import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { routerInterface, zoneInterface } from '../../core/facts/network/interfaces.ts';
import { namesOf } from '../../core/facts/network/names.ts';
import { resolverOf } from '../../core/facts/network/router-role.ts';
import type { Router } from '../../core/model/lab/router.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { ResolverRole } from '../../core/roles/resolver.ts';
import { emitSettings, type Setting, type SettingsSection } from '../../formats/settings.ts';
import { handedOut } from './files/dhcp.ts';
import { nameRecords, nameService } from './files/name-service.ts';

/** It gives out the addresses on every Linux router, so it is there anyway. */
const resolver = { routers: ['linux'], byDefault: true } as const satisfies ResolverRole;

export default {
  id: 'dnsmasq',
  title: 'dnsmasq',
  plays: { resolver },
  *files(model: Model): Iterable<GeneratedFile> {
    const { lab } = model;
    const { router } = lab;
    if (!router || !resolver.routers.some((kind) => kind === router.system)) return;
    const networks = model.networks.filter((network) => zoneInterface(model, network) !== undefined);
    if (networks.length === 0) return;
    const resolves = router.resolver === 'dnsmasq';
    const handed = networks.flatMap((network) => handedOut(model, network, namesOf(model)) ?? []);
    const header = [
      `${resolves ? 'Addresses and names' : 'Addresses'} of the lab, on ${router.title}, for /etc/dnsmasq.d.`,
      'Generated from the inventory; edit that, then npm run gen.',
    ];
    const sections = [
      served(model, router, networks),
      resolves ? nameService(model, router) : { note: `Names are ${resolverOf(model)?.title}’s.`, settings: [['port', 0] as const] },
      ...(handed.length > 0 ? [handing(lab.domain), ...handed] : []),
      ...(resolves ? nameRecords(namesOf(model)) : []),
    ];
    yield {
      path: 'infra/dnsmasq/rackbook.conf',
      content: emitSettings(header, sections, { separator: '=' }),
      about: networks.map(({ subject }) => subject),
    };
  },
  accept: [{ tool: 'dnsmasq', match: /^infra\/dnsmasq\/rackbook\.conf$/, argv: (path) => [path] }],
  additions: [{ match: /^infra\/dnsmasq\/rackbook\.conf$/, example: 'min-cache-ttl=60' }],
} as const satisfies System;

/** The networks that the router stands in, and never the internet. */
function served(model: Model, router: Router, networks: readonly Network[]): SettingsSection {
  return {
    note: 'The networks of the lab and nothing else, also those whose interface comes later.',
    settings: [
      ['bind-dynamic'],
      ...networks.map((network): Setting => ['interface', routerInterface(model, network)]).sort(),
      ...(router.wan === undefined ? [] : [['except-interface', router.wan] as const]),
    ],
  };
}

function handing(domain: string): SettingsSection {
  return {
    note: 'The only server of addresses. A name is what the inventory says, never what a client calls itself.',
    settings: [['dhcp-authoritative'], ['dhcp-ignore-names'], ['dhcp-fqdn'], ['domain', domain], ['enable-ra']],
  };
}
