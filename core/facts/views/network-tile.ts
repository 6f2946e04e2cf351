import type { Model } from '../../contract.ts';
import type { Network } from '../../model/network/network.ts';
import { addressesIn } from '../network/addresses-in.ts';
import type { Tile } from './draft.ts';

/** A network as one tile: its name, and its VLAN or range. */
export function networkTile(network: Network): Tile {
  return {
    label: network.title,
    detail: vlanOf(network) ?? network.cidr,
    subject: network.subject,
    ...(network.planned ? { planned: true } : {}),
  };
}

/** Networks by VLAN, those without one last. */
export function byVlan(networks: readonly Network[]): Network[] {
  return networks.toSorted((a, b) => (a.vlan ?? 4095) - (b.vlan ?? 4095) || (a.id < b.id ? -1 : 1));
}

/** `VLAN 20`, if it is one. */
export function vlanOf(network: Network): string | undefined {
  return network.vlan === undefined ? undefined : `VLAN ${network.vlan}`;
}

/** `VLAN 20 · 10.10.20.0/24`. */
export function rangeOf(network: Network): string {
  return [vlanOf(network), network.cidr].filter(Boolean).join(' · ');
}

export interface Member {
  readonly kind: 'host' | 'guest' | 'device';
  readonly item: Tile;
}

/** Hosts, guests and devices with an address in a network, each with that address. */
export function membersOf(model: Model, network: Network): readonly Member[] {
  const machines = addressesIn(model, network).map(
    ({ machine: { kind, title, subject, planned }, address: { ip } }): Member => ({
      kind,
      item: { label: title, detail: ip, subject, ...(planned ? { planned } : {}) },
    }),
  );
  return [...machines, ...network.devices.map(({ title, ip }): Member => ({ kind: 'device', item: { label: title, detail: ip } }))];
}
