import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import type { Host } from '../../core/model/host/host.ts';
import { accessFiles } from './access/access-files.ts';
import { fileOf, proxmoxHosts } from './facts/hosts.ts';
import { adminGroups } from './files/admin-groups.ts';
import { clusterFile } from './files/cluster-file.ts';
import { interfacesFile } from './files/interfaces-file.ts';
import { guestFile, hostFile } from './files/machine-files.ts';
import { firewall } from './firewall.ts';
import { hypervisor } from './hypervisor.ts';
import { snapshotTool } from './snapshot-tool.ts';
import { terraformFiles } from './terraform/terraform-files.ts';

export default {
  id: 'proxmox',
  title: 'Proxmox VE',
  plays: { hypervisor, firewall, snapshotTool },
  *files(model: Model): Iterable<GeneratedFile> {
    yield* hostFiles(model);
    yield* accessFiles(model);
    yield* terraformFiles(model);
  },
  accept: [
    { tool: 'ifupdown2', match: /^infra\/proxmox\/[^/]+\/interfaces$/, argv: (path) => [path] },
    { tool: 'pve-firewall', match: /^infra\/proxmox\/firewall\/[^/]+\.fw$/, argv: (path) => [path] },
    { tool: 'shellcheck', match: /^infra\/proxmox\/access\/apply\.(sh|settings)$/, argv: (path) => [path] },
    { tool: 'proxmox-access', match: /^infra\/proxmox\/access\/(apply\.sh|apply\.settings|access\.json)$/, argv: (path) => [path] },
    { tool: 'terraform', match: /^infra\/terraform\/proxmox\/[^/]+\.tf$/, argv: (path) => ['fmt', '-check', '-diff', path] },
    { tool: 'proxmox-validate', match: /^infra\/terraform\/proxmox\/[^/]+\.tf$/, argv: (path) => [path] },
    { tool: 'proxmox-apply', match: /^infra\/terraform\/proxmox\/[^/]+\.tf$/, argv: (path) => [path] },
  ],
} as const satisfies System;

/** Network and firewall of each host, and the firewall of its guests. */
function* hostFiles(model: Model): Iterable<GeneratedFile> {
  const all = proxmoxHosts(model);
  if (all.length === 0) return;
  const [hosts, guests] = [all.map(({ host }) => host), all.flatMap((each) => each.guests)];
  for (const { host, guests: own } of all) {
    const content = interfacesFile(host, own);
    if (content !== undefined) yield { path: fileOf.interfaces(host), content, about: [host.subject, ...networksOf(host)] };
  }
  const groups = adminGroups(model, [...hosts, ...guests]);
  const subjects = [...new Set([...hosts.map(({ subject }) => subject), ...model.networks.map(({ subject }) => subject)])];
  yield { path: fileOf.cluster, content: clusterFile(model, hosts, groups), about: subjects };
  for (const host of hosts) yield { path: fileOf.host(host), content: hostFile(host, model, groups), about: [host.subject] };
  for (const guest of guests) yield { path: fileOf.guest(guest), content: guestFile(guest, model, groups), about: [guest.subject] };
}

function networksOf({ addresses }: Host) {
  return addresses.filter(({ network }) => !network.planned).map(({ network }) => network.subject);
}
