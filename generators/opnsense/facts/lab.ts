import type { Model } from '../../../core/contract.ts';
import { firewallOf } from '../../../core/facts/network/firewall.ts';
import type { FirewallRule } from '../../../core/facts/network/firewall-rule.ts';
import type { Zone } from '../../../core/facts/network/flow.ts';
import type { Router } from '../../../core/model/lab/router.ts';
import type { Network } from '../../../core/model/network/network.ts';
import type { OpnsenseOptions } from '../options.ts';

/** What every file of this system is made from. */
export interface OpnsenseLab {
  readonly model: Model;
  readonly router: Router;
  readonly options: OpnsenseOptions;
  /** What is there and has an address of the router, sorted by id. */
  readonly routed: readonly Network[];
  /** The rest that is there: known to the firewall, not led through it. */
  readonly others: readonly Network[];
  /** Rules that can be written, in the order in which they are asked. */
  readonly rules: readonly FirewallRule[];
  /** Rules of networks without an identifier. */
  readonly leftOut: readonly FirewallRule[];
}

export function opnsenseLab(model: Model, router: Router, options: OpnsenseOptions): OpnsenseLab {
  const real = model.networks.filter(({ planned }) => !planned);
  const isRouted = ({ gateway }: Network) => gateway !== undefined;
  const has = ({ flow }: FirewallRule) => interfaceOf(options, flow.from.zone) !== undefined;
  return {
    model,
    router,
    options,
    routed: real.filter(isRouted),
    others: real.filter((network) => !isRouted(network)),
    rules: firewallOf(model).rules.filter(has),
    leftOut: firewallOf(model).rules.filter((rule) => !has(rule)),
  };
}

/** What OPNsense calls the interface that packets from a zone come in by. */
export function interfaceOf({ interfaces, wan }: OpnsenseOptions, zone: Zone): string | undefined {
  if (zone === 'router') return undefined;
  return zone === 'internet' ? wan : interfaces[zone.id];
}
