import type { ContainerEngine } from '../../compose/engine.ts';
import type { Network } from '../network/network.ts';

/** One address of a host or a guest. */
export interface Address {
  readonly network: Network;
  readonly ip: string;
  readonly ip6?: string;
  /** Of the interface, in lower case with colons; DHCP then hands out the address too. */
  readonly mac?: string;
}

/** A container engine that runs on a host or inside a guest. */
export interface MachineEngine {
  /** What it is. */
  readonly product: ContainerEngine;
  /** `unix:///…`, `tcp://host:port`, `https://host:port` or `ssh://user@host`. Absent: not asked for status. */
  readonly endpoint?: string;
  /** Folder on the machine that holds `compose/<host>/<service>/`. */
  readonly root: string;
  /** Folder on the machine that holds secret files, `<service>/<secret>`. */
  readonly secrets: string;
  /** CIDR that the engine takes the ranges of its container networks from. */
  readonly addressPool: string;
}

export interface MachineBase {
  /** Sorted by network id. */
  readonly addresses: readonly Address[];
  /** Where it is administered: its address in a management network, else its first. */
  readonly primary?: Address;
  /** Where its default route leads through; absent when none of its networks has a gateway. */
  readonly outward?: Address;
  /** The interface that carries its networks, tagged, as the machine calls it. */
  readonly uplink?: string;
  readonly engine?: MachineEngine;
  readonly health: HealthCheck;
  readonly hardware: readonly { readonly name: string; readonly value: string }[];
}

/** How to see from outside that a service works. */
export type HealthCheck =
  | {
      readonly kind: 'http';
      readonly path: string;
      readonly status: readonly number[];
      readonly port?: number;
      readonly scheme: 'http' | 'https';
    }
  | { readonly kind: 'tcp'; readonly port: number }
  | { readonly kind: 'none'; readonly because: string };
