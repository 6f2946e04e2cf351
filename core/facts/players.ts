import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { RoleName } from '../model/lab/lab.ts';
import type { Service } from '../model/service/service.ts';
import type { BanEdgeRole, BansRole } from '../roles/bans.ts';
import type { EntranceRoles } from '../roles/entrance-roles.ts';
import type { IngressRole } from '../roles/ingress.ts';
import type { TunnelRole } from '../roles/tunnel.ts';

/** A running service with a role, and what the system that generates for it says of this role. */
export interface Playing<R> {
  readonly service: Service;
  /** Id of the system. */
  readonly system: string;
  readonly role: R;
}

export const ingressOf = once((model: Model): Playing<IngressRole> | undefined => playing(model, 'ingress', model.lab.ingress));

export const tunnelRoleOf = once((model: Model): Playing<TunnelRole> | undefined => playing(model, 'tunnel', model.lab.tunnel));

export const bansOf = once((model: Model): Playing<BansRole> | undefined => playing(model, 'bans', model.lab.bans?.engine));

export const banEdgeOf = once((model: Model): Playing<BanEdgeRole> | undefined => playing(model, 'ban-edge', model.lab.bans?.edge));

/** Undefined when no service has the role, or only a planned one. */
function playing<N extends RoleName>(
  { systems, lab }: Model,
  name: N,
  service: Service | undefined,
): Playing<NonNullable<EntranceRoles[N]>> | undefined {
  if (!service || service.planned) return undefined;
  const system = lab.players[name];
  const role = systems.find(({ id }) => id === system)?.plays?.[name];
  if (system === undefined || !role) throw new Error(`${service.id} passed the checks, and no system plays ${name} for it`);
  return { service, system, role };
}
