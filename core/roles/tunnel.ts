import type { Inventory } from '../model/inventory.ts';
import type { Player } from './player.ts';

/** A system that brings requests in from the internet through a connection that it opens itself. */
export interface TunnelRole extends Player {
  readonly edge: Edge;
  /**
   * DNS name at the edge that hostnames of the lab lead to; undefined while the inventory does not say which tunnel it is, so that it is left
   * to whoever holds its secret.
   */
  name(inventory: Inventory): string | undefined;
}

/** What the tunnel connects to: its end on the internet. */
export interface Edge {
  /** Id of the system that sets it up. */
  readonly system: string;
  /** What people call it. */
  readonly title: string;
  /** Where the tunnel connects to, by each of the protocols. */
  readonly port: number;
  readonly protocols: readonly ('tcp' | 'udp')[];
  /** Header in which the edge names the client. A client cannot set it itself. */
  readonly clientHeader: string;
}
