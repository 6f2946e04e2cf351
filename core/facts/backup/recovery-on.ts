import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import { type RecoveryNode, recoveryOf } from './recovery.ts';

/** What of each wave of the recovery is of a host, on it, in its guests, or on media that are plugged into it. Waves without any are left out. */
export function wavesOn(model: Model, host: Host): readonly (readonly RecoveryNode[])[] {
  return [...Map.groupBy(nodesByHost(model).get(host) ?? [], ({ wave }) => wave).values()].map((of) => of.map(({ node }) => node));
}

const nodesByHost = once((model: Model) => {
  const nodes = recoveryOf(model).waves.flatMap((of, wave) => of.map((node) => ({ node, wave })));
  return Map.groupBy(nodes, ({ node }) => hostOf(node));
});

function hostOf({ thing }: RecoveryNode): Host | undefined {
  switch (thing.kind) {
    case 'host':
      return thing.machine;
    case 'guest':
      return thing.machine.host;
    case 'service':
      return thing.service.runsOn.kind === 'guest' ? thing.service.runsOn.host : thing.service.runsOn;
    case 'repository':
      return thing.repository.target.host;
    default:
      return undefined;
  }
}
