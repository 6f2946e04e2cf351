import type { Model } from '../../../core/contract.ts';
import { tunnelRoleOf } from '../../../core/facts/players.ts';
import { type TunnelLink, tunnelOf } from '../../../core/facts/tunnel-link.ts';

/** The tunnel that a configuration is written for. */
export interface ConfiguredTunnel {
  readonly link: TunnelLink;
  /** Its id at the edge. */
  readonly tunnel: string;
  /** Of Zero Trust. */
  readonly team: string;
}

/** Undefined where there is none, or the inventory does not yet say which it is. */
export function configuredTunnel(model: Model): ConfiguredTunnel | undefined {
  const { tunnel, team } = model.lab.systems.cloudflared;
  const link = tunnelOf(model);
  if (!link || tunnelRoleOf(model)?.system !== 'cloudflared' || tunnel === undefined || team === undefined) return undefined;
  return { link, tunnel, team };
}
