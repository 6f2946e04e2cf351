import type { GeneratedFile } from '../../core/contract.ts';
import { code, link } from '../../core/emit/markdown.ts';
import type { Facts } from '../../core/facts/facts.ts';
import { servicesIn } from '../../core/facts/lookup.ts';
import { networkView } from '../../core/facts/views/network-view.ts';
import type { Model, Network } from '../../core/model.ts';
import { docLink } from './doc-path.ts';
import { codes, diagram, factTable, page, section, sectionTable } from './page.ts';

export function networkPage(model: Model, facts: Facts, network: Network): GeneratedFile {
  const used = facts.addressPlan.filter((use) => use.network === network);
  const members = servicesIn(model, network);
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
      ]),
    ),
    diagram(networkView(model, facts, network)),
    sectionTable(
      'Addresses',
      ['Address', 'IPv6', 'Who'],
      used.map(({ ip, ip6, title, subject }) => [
        code(ip),
        ip6 === undefined ? '' : code(ip6),
        subject ? link(title, docLink(network.subject, subject)) : title,
      ]),
    ),
    sectionTable(
      'Services',
      ['Service', 'Runs on'],
      members.map((service) => [
        link(service.title, docLink(network.subject, service.subject)),
        link(service.runsOn.title, docLink(network.subject, service.runsOn.subject)),
      ]),
    ),
  );
}
