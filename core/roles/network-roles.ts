import type { FirewallRole } from './firewall.ts';
import type { InterfacesRole } from './interfaces.ts';
import type { ResolverRole } from './resolver.ts';
import type { RouterRole } from './router.ts';

/** Roles of systems for the networks of the lab and the machines in them. */
export interface NetworkRoles {
  readonly router?: RouterRole;
  readonly resolver?: ResolverRole;
  readonly firewall?: FirewallRole;
  readonly interfaces?: InterfacesRole;
}
