import type { PortRange } from '../../../lib/port-ranges.ts';
import type { Guest } from '../guest/guest.ts';
import type { Host } from '../host/host.ts';
import type { Device, Network } from '../network/network.ts';
import type { Node } from '../node.ts';
import type { Service } from '../service/service.ts';

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
