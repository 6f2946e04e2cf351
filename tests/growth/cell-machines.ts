import type { CellName, Data } from './cell.ts';

/** By turns, so labs of a multiple of so many cells have as many of each. */
const SNAPSHOTS = [
  { tool: 'btrbk', schedule: 'hourly', keep: { hourly: 24 }, of: ['/srv'] },
  { tool: 'sanoid', keep: { hourly: 24 }, of: [{ dataset: 'tank/srv', mount: '/srv' }] },
  { tool: 'lvm', schedule: '03:10', keep: 3, of: [{ volume: 'vg0/srv', mount: '/srv' }] },
];

/** A Docker host with local snapshots, and a hypervisor with a guest of either kind. */
export function machinesOf({ name, index }: CellName): Readonly<Record<string, Data>> {
  const address = (network: number, last: number) => ({
    ip: `10.${network}.${index}.${last}`,
    ip6: `fd00:${network}::${index + 1}:${last}`,
  });
  return {
    hosts: {
      [`docker-${name}`]: {
        title: `Docker ${name}`,
        role: 'Docker host',
        uplink: 'enp1s0',
        addresses: { apps: address(20, 10), dmz: address(30, 10), mgmt: address(10, 10) },
        docker: {},
        snapshots: SNAPSHOTS[index % SNAPSHOTS.length],
        health: { tcp: 22 },
      },
      [`pve-${name}`]: {
        title: `Hypervisor ${name}`,
        role: 'Hypervisor',
        uplink: 'enp1s0',
        addresses: { mgmt: address(10, 11) },
        proxmox: { node: `pve-${name}` },
        health: { tcp: 8006 },
      },
    },
    guests: {
      [`vm-${name}`]: {
        title: `Machine ${name}`,
        type: 'vm',
        vmid: 1000 + index,
        host: `pve-${name}`,
        addresses: { apps: address(20, 12), mgmt: address(10, 12) },
        docker: {},
        backup: 'images',
      },
      [`ct-${name}`]: {
        title: `Container ${name}`,
        type: 'lxc',
        vmid: 2000 + index,
        host: `pve-${name}`,
        addresses: { apps: address(20, 13) },
        backup: 'none',
        because: 'It is made again',
      },
    },
  };
}

/** IPv4 address of a machine of a cell: its Docker host has 10 at the end, its guests 12 and 13. */
export function addressOf({ index }: CellName, network: number, last: number): string {
  return `10.${network}.${index}.${last}`;
}
