import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { addressPlanOf } from '../../../core/facts/address-plan.ts';
import { servicesIn } from '../../../core/facts/lookup.ts';
import { addressRanges } from '../../../core/facts/network/address-ranges.ts';
import { firewallOf } from '../../../core/facts/network/firewall.ts';
import { serviceText } from '../../../core/facts/network/flow.ts';
import { rulesOf } from '../../../core/facts/network/matrix.ts';
import { namesOf } from '../../../core/facts/network/names.ts';
import { networkView } from '../../../core/facts/views/network-view.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { type Content, code, link } from '../../../formats/markdown.ts';

import { once } from '../../../lib/once.ts';
import { docLink } from './doc-path.ts';
import { FLOW_HEAD, flowRow } from './flow-rows.ts';
import { codes, diagram, factTable, page, section, sectionTable } from './page.ts';
import { takenOver } from './taken-over.ts';

export function networkPage(model: Model, network: Network): GeneratedFile {
  const { into, outOf } = rulesOf(firewallOf(model), network);
  return page(
    network,
    section(
      'Facts',
      factTable([
        ['Role', network.role],
        ['VLAN', network.vlan === undefined ? undefined : String(network.vlan)],
        ['IPv4', code(network.cidr)],
        ['IPv6', network.cidr6 === undefined ? undefined : code(network.cidr6)],
        ['Gateway', codes([network.gateway, network.gateway6].filter((ip) => ip !== undefined))],
        ['DHCP', network.dhcp && codes([network.dhcp.from, network.dhcp.to])],
        ['DHCP lease', network.dhcp && lease(network.dhcp.leaseSeconds)],
        ['Internet', internet(network)],
        ['Internet because', network.internet?.because],
      ]),
    ),
    diagram(networkView(model, network)),
    network.planned ? '' : takenOver(model, network),
    sectionTable(
      'Rules in',
      FLOW_HEAD,
      into.map((flow) => flowRow(network.subject, model, flow)),
    ),
    sectionTable(
      'Rules out',
      FLOW_HEAD,
      outOf.map((flow) => flowRow(network.subject, model, flow)),
    ),
    addresses(model, network),
    sectionTable(
      'Free addresses',
      ['From', 'To', 'Number'],
      addressRanges(model, network)
        .filter(({ use }) => use === 'free')
        .map(({ first, last, count }) => [code(first), code(last), String(count)]),
    ),
    sectionTable(
      'Services',
      ['Service', 'Runs on'],
      servicesIn(model, network).map((service) => [
        link(service.title, docLink(network.subject, service.subject)),
        link(service.runsOn.title, docLink(network.subject, service.runsOn.subject)),
      ]),
    ),
  );
}

function lease(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds} s`;
}

function internet({ internet, gateway }: Network): Content | undefined {
  if (!internet || gateway === undefined) return undefined;
  const ports = (['tcp', 'udp'] as const)
    .filter((protocol) => internet[protocol].length > 0)
    .map((protocol) => serviceText({ protocol, ports: internet[protocol] }));
  return codes(ports.length > 0 ? ports : ['everything']);
}

function addresses(model: Model, network: Network): string {
  const { names, uses } = addressesByNetwork(model);
  const byAddress = new Map((names.get(network) ?? []).map((name) => [name.ip, name]));
  return sectionTable(
    'Addresses',
    ['Address', 'IPv6', 'Who', 'Name', 'By DHCP for'],
    (uses.get(network) ?? []).map(({ ip, ip6, title, subject }) => {
      const name = byAddress.get(ip);
      return [
        code(ip),
        ip6 === undefined ? '' : code(ip6),
        subject && subject !== network.subject ? link(title, docLink(network.subject, subject)) : title,
        name ? code(name.name) : '',
        name?.mac === undefined ? '' : code(name.mac),
      ];
    }),
  );
}

const addressesByNetwork = once((model: Model) => ({
  names: Map.groupBy(
    namesOf(model).filter(({ reverse }) => reverse),
    ({ network }) => network,
  ),
  uses: Map.groupBy(addressPlanOf(model), ({ network }) => network),
}));
