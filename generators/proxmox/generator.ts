import type { GeneratedFile, Generator } from '../../core/contract.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Host, Model } from '../../core/model.ts';
import { adminGroups } from './admin-groups.ts';
import { clusterFile } from './cluster-file.ts';
import { interfacesFile } from './interfaces-file.ts';
import { guestFile, hostFile } from './machine-files.ts';

const FOLDER = 'infra/proxmox';

export default {
  id: 'proxmox',
  title: 'Proxmox VE',
  *generate(model: Model, facts: Facts): Iterable<GeneratedFile> {
    const hosts = model.hosts.filter((host) => host.proxmox && !host.planned);
    if (hosts.length === 0) return;
    const known = new Set(hosts);
    const guests = model.guests.filter(({ planned, host }) => !planned && known.has(host));
    const byHost = Map.groupBy(guests, ({ host }) => host);
    for (const host of hosts) {
      const content = interfacesFile(host, byHost.get(host) ?? []);
      if (content !== undefined) yield { path: `${FOLDER}/${host.id}/interfaces`, content, about: [host.subject, ...networksOf(host)] };
    }
    const groups = adminGroups(facts, [...hosts, ...guests]);
    const subjects = [...new Set([...hosts.map(({ subject }) => subject), ...model.networks.map(({ subject }) => subject)])];
    yield { path: `${FOLDER}/firewall/cluster.fw`, content: clusterFile(model, hosts, groups), about: subjects };
    for (const host of hosts)
      yield { path: `${FOLDER}/firewall/${host.id}.host.fw`, content: hostFile(host, facts, groups), about: [host.subject] };
    for (const guest of guests)
      yield { path: `${FOLDER}/firewall/${guest.vmid}.fw`, content: guestFile(guest, model, facts, groups), about: [guest.subject] };
  },
  accept: [
    { tool: 'ifupdown2', match: /^infra\/proxmox\/[^/]+\/interfaces$/, argv: (path) => [path] },
    { tool: 'pve-firewall', match: /^infra\/proxmox\/firewall\/[^/]+\.fw$/, argv: (path) => [path] },
  ],
} satisfies Generator;

function networksOf({ addresses }: Host) {
  return addresses.filter(({ network }) => !network.planned).map(({ network }) => network.subject);
}
