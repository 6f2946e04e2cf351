import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Address } from '../../model/machine/machine.ts';
import type { Network } from '../../model/network/network.ts';
import type { Service } from '../../model/service/service.ts';
import { type AnsweringPort, answersOn } from './answers-on.ts';
import { addressEnd, addressOf, drafts, type FlowDraft, zoneEnd } from './flow-draft.ts';
import { routerEnd } from './router-flows.ts';
import { routerRole } from './router-role.ts';

const SSH: AnsweringPort = { protocol: 'tcp', port: 22, v6: true };

/** From the management networks to every machine, to what answers without the ingress, and to the router. */
export function adminFlows(model: Model): FlowDraft[] {
  const managers = model.networks.filter(({ role, planned }) => role === 'management' && !planned);
  const machines = [...model.hosts, ...model.guests].filter(({ planned }) => !planned);
  const services = model.services.filter((service) => !service.planned && service.ports.length > 0 && service !== model.lab.ingress);
  return managers.flatMap((manager) => [
    ...machines.flatMap((machine) => toMachine(manager, machine)),
    ...services.flatMap((service) => toDirectPorts(manager, service)),
    ...toRouter(manager, model),
  ]);
}

function toMachine(manager: Network, machine: Host | Guest): FlowDraft[] {
  const address = machine.addresses.find(({ network }) => network === manager) ?? machine.primary;
  const way = address && wayFrom(manager, address);
  if (!address || !way) return [];
  return drafts(zoneEnd(manager), addressEnd(address, machine, { machine }), way, [SSH], {
    kind: 'admin',
    ids: [manager.id, machine.id],
    because: `${machine.title} is administered from ${manager.title}`,
  });
}

/** At the address that its `url:` names, else in the network that it answers in. */
function toDirectPorts(manager: Network, service: Service): FlowDraft[] {
  const host = service.url === undefined ? undefined : new URL(service.url).hostname;
  const address = service.runsOn.addresses.find(({ ip, ip6 }) => ip === host || `[${ip6}]` === host) ?? addressOf(service);
  const way = address && wayFrom(manager, address);
  if (!address || !way) return [];
  const direct = answersOn(service).filter(({ port, protocol }) =>
    service.ports.some((declared) => declared.port === port && declared.protocol === protocol),
  );
  return drafts(zoneEnd(manager), addressEnd(address, service, { machine: service.runsOn, service }), way, direct, {
    kind: 'admin',
    ids: [manager.id, service.id],
    because: `${service.title} is opened from ${manager.title} without the ingress`,
  });
}

function toRouter(manager: Network, model: Model): FlowDraft[] {
  const { lab } = model;
  const end = lab.router && routerEnd(manager, lab.router);
  if (!lab.router || !end) return [];
  const ports = (routerRole(model)?.adminPorts ?? []).map((port): AnsweringPort => ({ protocol: 'tcp', port, v6: true }));
  return drafts(zoneEnd(manager), end, 'routed', ports, {
    kind: 'admin',
    ids: [manager.id, 'router'],
    because: `${lab.router.title} is administered from ${manager.title}`,
  });
}

function wayFrom(network: Network, to: Address): 'switch' | 'routed' | undefined {
  if (to.network === network) return 'switch';
  return network.gateway !== undefined && to.network.gateway !== undefined && !to.network.planned ? 'routed' : undefined;
}
