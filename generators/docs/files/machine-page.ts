import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { snapshotWords } from '../../../core/facts/backup/snapshot-words.ts';
import { nodeTitle } from '../../../core/facts/hypervisor.ts';
import { guestsOn, servicesOn } from '../../../core/facts/lookup.ts';
import { guestView } from '../../../core/facts/views/guest-view.ts';
import { hostView } from '../../../core/facts/views/host-view.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Snapshots } from '../../../core/model/host/snapshots.ts';
import { type Content, code, link } from '../../../formats/markdown.ts';
import { automationSection } from './automation-section.ts';
import { docLink } from './doc-path.ts';
import { codes, diagram, factTable, page, section, sectionTable } from './page.ts';
import { runbooksAbout } from './runbook-page.ts';

export function hostPage(model: Model, host: Host): GeneratedFile {
  const guests = guestsOn(model, host);
  return page(
    host,
    section(
      'Facts',
      factTable([
        ['Role', host.role],
        ...common(host),
        ...(host.hypervisor ? [[nodeTitle(model, host), code(host.hypervisor.node)] as const] : []),
        ['Snapshots', host.snapshots && snapshots(host.snapshots)],
      ]),
    ),
    addresses(host),
    diagram(hostView(model, host)),
    services(model, host),
    sectionTable(
      'Guests',
      ['Guest', 'Kind', 'VMID', ''],
      guests.map((guest) => [
        link(guest.title, docLink(host.subject, guest.subject)),
        guest.type,
        String(guest.vmid),
        guest.planned ? 'planned' : '',
      ]),
    ),
    automationSection(model, host),
    runbooksAbout(model, host.subject),
  );
}

function snapshots(declared: Snapshots): string {
  const { tool, when, keep } = snapshotWords(declared);
  return `${tool}, ${when}, keeps ${keep}`;
}

export function guestPage(model: Model, guest: Guest): GeneratedFile {
  return page(
    guest,
    section(
      'Facts',
      factTable([
        ['Kind', guest.type === 'vm' ? 'virtual machine' : 'LXC container'],
        ['VMID', String(guest.vmid)],
        ['Host', link(guest.host.title, docLink(guest.subject, guest.host.subject))],
        ...common(guest),
        ['Cores', guest.cores === undefined ? undefined : String(guest.cores)],
        ['Memory', guest.memoryMiB === undefined ? undefined : `${guest.memoryMiB} MiB`],
        ['Disk', guest.diskGiB === undefined ? undefined : `${guest.diskGiB} GiB`],
        ['PCI passthrough', guest.passthrough.join(', ')],
        ['Backup', guest.backup.policy ? guest.backup.policy.title : `none: ${guest.backup.because}`],
      ]),
    ),
    addresses(guest),
    diagram(guestView(model, guest)),
    services(model, guest),
    automationSection(model, guest),
    runbooksAbout(model, guest.subject),
  );
}

function common(machine: Host | Guest): readonly (readonly [string, Content | undefined])[] {
  return [
    ['System', machine.os],
    ...machine.hardware.map(({ name, value }) => [name, value] as const),
    ...(machine.engine ? [[machine.engine.product.title, codes([machine.engine.root])] as const] : []),
  ];
}

function addresses(machine: Host | Guest): string {
  const rows = machine.addresses.map(({ network, ip, ip6 }) => [
    link(network.title, docLink(machine.subject, network.subject)),
    code(ip),
    ip6 === undefined ? '' : code(ip6),
  ]);
  return sectionTable('Addresses', ['Network', 'IPv4', 'IPv6'], rows);
}

function services(model: Model, machine: Host | Guest): string {
  const rows = servicesOn(model, machine).map((service) => [
    link(service.title, docLink(machine.subject, service.subject)),
    service.group,
    service.planned ? 'planned' : service.summary,
  ]);
  return sectionTable('Services', ['Service', 'Group', 'What it is'], rows);
}
