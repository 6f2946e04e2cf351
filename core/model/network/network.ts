import type { PortRange } from '../../../lib/port-ranges.ts';
import type { Node } from '../node.ts';

export type NetworkRole = 'management' | 'apps' | 'dmz' | 'storage' | 'iot' | 'guest';

export interface Network extends Node<'network'> {
  readonly role: NetworkRole;
  /** 802.1Q tag, 1 to 4094. */
  readonly vlan?: number;
  /** CIDR with host bits zero. */
  readonly cidr: string;
  readonly cidr6?: string;
  readonly gateway?: string;
  readonly gateway6?: string;
  /** First and last address that DHCP hands out, and for how many seconds. */
  readonly dhcp?: { readonly from: string; readonly to: string; readonly leaseSeconds: number };
  /** Why and where everything in it may go on the internet; absent: nowhere. */
  readonly internet?: InternetAccess;
  /** Things with a fixed address that are neither host nor guest; sorted by id. */
  readonly devices: readonly Device[];
}

/** Where everything in a network may go on the internet; no port at all means any. */
export interface InternetAccess {
  readonly because: string;
  readonly tcp: readonly PortRange[];
  readonly udp: readonly PortRange[];
}

/** A thing with a fixed address that is not logged in to: a television, a printer. */
export interface Device {
  readonly id: string;
  readonly title: string;
  readonly ip: string;
  readonly ip6?: string;
  /** In lower case with colons; with it DHCP hands the address out. */
  readonly mac?: string;
}
