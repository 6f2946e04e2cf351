import type { Model } from '../../core/contract.ts';
import type { NodePlan, TopologyPlan } from '../../testbed/topology/plan.ts';
import { visitorsOf } from '../ingress/visitors.ts';
import { interfacesProofs } from '../system-proofs.ts';
import type { Cast, CastMachine } from './cast.ts';

/** Where the playbooks are run from. */
export const CONTROL = 'control';

/** The machines of a cast with the addresses that the inventory gives them, and a control node in the network that they are administered by. */
export function topologyPlan(model: Model, { booted, network: own }: Cast): TopologyPlan {
  const networks = model.networks.filter(({ planned }) => !planned);
  // Else the topology itself routes.
  const isRouted = booted.some(({ kind }) => kind === 'router');
  const control = visitorsOf(model).find(({ network }) => network === own);
  if (!control) throw new Error(`there is no free address for a control node in ${own.id}`);
  return {
    networks: networks.map(({ id, cidr, cidr6, gateway, gateway6 }) => ({
      id,
      cidr,
      ...(cidr6 === undefined ? {} : { cidr6 }),
      ...(gateway === undefined || isRouted ? {} : { gateway }),
      ...(gateway6 === undefined || isRouted ? {} : { gateway6 }),
    })),
    nodes: [{ id: CONTROL, addresses: [{ network: own.id, ip: control.ip }] }, ...booted.map((machine) => nodeOf(model, machine))],
  };
}

/** Interfaces of a machine that carry its VLANs. */
export function carriersOf({ lab: { router } }: Model, { machine, kind }: CastMachine): readonly string[] {
  const uplink = machine?.kind === 'host' ? machine.uplink : undefined;
  return (kind === 'router' ? [router?.trunk, router?.wan] : [uplink]).filter((name) => name !== undefined);
}

function nodeOf(model: Model, of: CastMachine): NodePlan {
  const { id, machine } = of;
  const networks = model.networks.filter(({ planned }) => !planned);
  const addresses = machine
    ? machine.addresses.map(({ network, ip, ip6 }) => ({ network, ip, ip6 }))
    : networks.flatMap((network) => (network.gateway === undefined ? [] : [{ network, ip: network.gateway, ip6: network.gateway6 }]));
  const carriers = carriersOf(model, of);
  // VLANs that nothing carries: the kernel of the testbed may have none.
  const [interfaces] = carriers.length > 0 ? interfacesProofs(model) : [];
  return {
    id,
    connectedLater: true,
    carriers,
    addresses: addresses.map(({ network, ip, ip6 }) => ({
      network: network.id,
      ip,
      ...(ip6 === undefined ? {} : { ip6 }),
      ...(interfaces && network.vlan !== undefined ? { interface: interfaces.interfaceIn(network.vlan) } : {}),
    })),
  };
}
