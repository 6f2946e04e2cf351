import type { Router } from '../../../core/model/lab/router.ts';
import type { Network } from '../../../core/model/network/network.ts';

/** Device of a network: its tag on the trunk, by a name that is known beforehand, or the trunk itself. */
export function deviceOf({ trunk }: Router, { vlan }: Network): string {
  return vlan === undefined ? trunk : `vlan0.${vlan}`;
}
