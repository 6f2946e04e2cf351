import type { Model } from '../../../core/contract.ts';
import { rootOf } from '../../../core/facts/backup/places.ts';
import { routesOfService } from '../../../core/facts/routes-of-service.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { type Child, commas, type Markup, table, tag } from './html.ts';

// What is where: networks, machines, services, and where the copies lie.

const isThere = ({ planned }: { readonly planned: boolean }): boolean => !planned;
const both = (one: string | undefined, other: string | undefined): Child =>
  commas([one, other].flatMap((text) => (text === undefined ? [] : [tag('code', text)])));

export function networkTable({ networks }: Model): Markup {
  return table(
    ['Network', 'VLAN', 'Range', 'Gateway', 'DHCP hands out'],
    networks
      .filter(isThere)
      .map(({ title, vlan, cidr, cidr6, gateway, gateway6, dhcp }) => [
        title,
        vlan ?? 'none',
        both(cidr, cidr6),
        gateway === undefined ? 'none' : both(gateway, gateway6),
        dhcp ? [tag('code', dhcp.from), ' to ', tag('code', dhcp.to)] : 'nothing',
      ]),
  );
}

export function machineTable({ hosts, guests }: Model): Markup {
  return table(
    ['Machine', 'What', 'Addresses', 'Where this repository lies on it'],
    [...hosts, ...guests]
      .filter(isThere)
      .map((machine) => [machine.title, describe(machine), addresses(machine), tag('code', rootOf(machine))]),
  );
}

function describe(machine: Host | Guest): string {
  if (machine.kind === 'host') {
    const hardware = machine.hardware.map(({ name, value }) => `${name}: ${value}`);
    return [machine.role, machine.os, ...hardware].filter(Boolean).join('; ');
  }
  const { type, vmid, host, os, cores, memoryMiB, diskGiB } = machine;
  const size = [
    ...(cores === undefined ? [] : [`${cores} cores`]),
    ...(memoryMiB === undefined ? [] : [`${memoryMiB} MiB of memory`]),
    ...(diskGiB === undefined ? [] : [`${diskGiB} GiB of disk`]),
  ];
  return [`${type === 'vm' ? 'virtual machine' : 'LXC container'} ${vmid} on ${host.title}`, os, size.join(', ')]
    .filter(Boolean)
    .join('; ');
}

function addresses(machine: Host | Guest): Child {
  if (machine.addresses.length === 0) return 'none';
  return commas(machine.addresses.map(({ ip, ip6, network }) => [both(ip, ip6), ` in ${network.title}`]));
}

export function serviceTable(model: Model): Markup {
  return table(
    ['Service', 'Runs on', 'Answers at', 'Needs'],
    model.services.filter(isThere).map((service) => [
      service.title,
      service.runsOn.title,
      commas(placesOf(model, service).map((text) => tag('code', text))),
      service.needs
        .filter(isThere)
        .map(({ title }) => title)
        .join(', '),
    ]),
  );
}

function placesOf(model: Model, service: Service): readonly string[] {
  const direct = service.ports.map(({ port, protocol }) => `${service.address ?? ''}:${port}/${protocol}`);
  return [...routesOfService(model, service).map(({ exposure }) => exposure.hostname), ...direct];
}

export function copyTable({ repositories }: Model): Markup {
  return table(
    ['Repository', 'Lies on', 'Place', 'Written by'],
    repositories
      .filter(isThere)
      .map(({ title, type, target, location, service, encrypted }) => [
        [title, ` (${type}, ${encrypted ? 'encrypted' : 'not encrypted'})`],
        [
          target.title,
          target.host ? ` at ${target.host.title}` : target.offsite ? ', in another place' : '',
          target.device === undefined ? '' : [', ', tag('code', target.device)],
        ],
        tag('code', location),
        service ? `${service.title} on ${service.runsOn.title}` : 'nothing yet',
      ]),
  );
}
