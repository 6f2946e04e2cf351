import type { Router } from '../model/lab/router.ts';
import type { Network } from '../model/network/network.ts';

/** Makes a machine the router of the lab: it has every gateway address and leads from one network to the other. */
export interface RouterRole {
  /** As `lab.router.system` says it: `linux`. One system plays each kind. */
  readonly kind: string;
  /** For people: `Linux`. */
  readonly title: string;
  /** Whether a router is of this kind where the inventory does not say. At most one is. */
  readonly byDefault: boolean;
  /** Whether it is a machine with systemd and a shell, to which its files are deployed as to any other; if not, it has a way of its own. */
  readonly isMachine: boolean;
  /** TCP ports on which it is administered. */
  readonly adminPorts: readonly number[];
  /** What such a router calls its interface in a network: `vlan10`. */
  interfaceIn(router: Router, network: Network): string;
}
