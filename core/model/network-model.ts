import type { Guest, Host, Network, Node, Service } from './model.ts';

// The part of the Model that says what stands between the networks and what may pass there.

/** The machine that has every gateway address. It is no host of the lab: what it does follows from the networks alone. */
export interface Router {
  readonly title: string;
  /** What kind it is, which decides who writes its configuration: the `kind` of a `RouterRole`. */
  readonly system: string;
  /** Interface to the internet. */
  readonly wan?: string;
  /** Interface that carries every network, tagged. */
  readonly trunk: string;
  /** Id of the system that answers for names. */
  readonly resolver: string;
  /** Addresses of the DNS servers that it asks for names beyond the lab. */
  readonly upstream: readonly string[];
}

/** Where everything in a network may go on the internet; no port at all means any. */
export interface InternetAccess {
  readonly because: string;
  readonly tcp: readonly PortRange[];
  readonly udp: readonly PortRange[];
}

/** First and last port, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** A thing with a fixed address that nobody logs in to: a television, a printer. */
export interface Device {
  readonly id: string;
  readonly title: string;
  readonly ip: string;
  readonly ip6?: string;
  /** In lower case with colons; with it DHCP hands the address out. */
  readonly mac?: string;
}

/** What a person allows beyond what the lab needs. */
export interface AllowRule extends Node<'allow'> {
  readonly from: AllowEnd;
  readonly to: AllowEnd;
  /** Empty in both: the ports that the service answers on. */
  readonly tcp: readonly PortRange[];
  readonly udp: readonly PortRange[];
  readonly because: string;
}

export type AllowEnd =
  | { readonly kind: 'internet' }
  | { readonly kind: 'router' }
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'device'; readonly network: Network; readonly device: Device }
  | { readonly kind: 'machine'; readonly machine: Host | Guest }
  | { readonly kind: 'service'; readonly service: Service };
