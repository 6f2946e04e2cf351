import type { AllowEnd, AllowRule } from '../../model/allow/allow.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Router } from '../../model/lab/router.ts';
import type { Address } from '../../model/machine/machine.ts';
import type { Network } from '../../model/network/network.ts';
import { answersOn } from './answers-on.ts';
import type { Flow, FlowEnd, Protocol } from './flow.ts';
import { addressEnd, addressOf, draft, drafts, type FlowDraft, INTERNET_END, zoneEnd } from './flow-draft.ts';
import { routerEnd } from './router-flows.ts';
import { wayTo } from './way.ts';

interface Ends {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly way: Flow['way'];
}

/** What a rule of `allow:` lets through; nothing where no packet gets from the one end to the other, or it is planned. */
export function allowFlows(rule: AllowRule, router: Router | undefined): FlowDraft[] {
  const ends = rule.planned ? undefined : endsOf(rule, router);
  if (!ends) return [];
  const { from, to, way } = ends;
  const reason = { kind: 'allow', ids: [rule.id], because: rule.because } as const;
  if (rule.tcp.length + rule.udp.length === 0)
    return rule.to.kind === 'service'
      ? drafts(from, to, way, answersOn(rule.to.service), { ...reason, ids: [rule.id, rule.to.service.id] })
      : [];
  return (['tcp', 'udp'] as const)
    .filter((protocol) => rule[protocol].length > 0)
    .map((protocol) =>
      draft(
        from,
        onlyAnswering(to, rule, protocol),
        way,
        { protocol, ports: rule[protocol] },
        { ...reason, ids: [rule.id, idOf(rule.to)] },
      ),
    );
}

/** Without the IPv6 address where one of the ports answers in IPv4 only. */
function onlyAnswering(to: FlowEnd, rule: AllowRule, protocol: Protocol): FlowEnd {
  if (rule.to.kind !== 'service') return to;
  const silent = answersOn(rule.to.service).some(
    (answer) =>
      answer.protocol === protocol && !answer.v6 && rule[protocol].some(({ first, last }) => first <= answer.port && answer.port <= last),
  );
  const { ip6: _, ...v4 } = to;
  return silent ? v4 : to;
}

function endsOf({ from, to }: AllowRule, router: Router | undefined): Ends | undefined {
  if (from.kind === 'internet') return router && { from: INTERNET_END, to: { zone: 'router', title: router.title }, way: 'routed' };
  if (from.kind === 'router') return undefined;
  const place = from.kind === 'network' || from.kind === 'device' ? from.network : undefined;
  if (place?.planned) return undefined;
  return place ? fromNetwork(fromEnd(from, place), place, to, router) : fromMachine(from, to, router);
}

function fromEnd(from: AllowEnd, network: Network): FlowEnd {
  return from.kind === 'device'
    ? addressEnd({ network, ...from.device }, { title: from.device.title, subject: network.subject })
    : zoneEnd(network);
}

function fromNetwork(from: FlowEnd, network: Network, to: AllowEnd, router: Router | undefined): Ends | undefined {
  if (to.kind === 'internet') return network.gateway === undefined ? undefined : { from, to: INTERNET_END, way: 'routed' };
  if (to.kind === 'router') return towardsRouter(from, network, router);
  const target = targetOf(to, [network]);
  if (!target) return undefined;
  if (target.network === network) return { from, to: target.end, way: 'switch' };
  return network.gateway === undefined || target.network.gateway === undefined || target.network.planned
    ? undefined
    : { from, to: target.end, way: 'routed' };
}

function fromMachine(from: AllowEnd, to: AllowEnd, router: Router | undefined): Ends | undefined {
  const service = from.kind === 'service' ? from.service : undefined;
  const machine = service?.runsOn ?? (from.kind === 'machine' ? from.machine : undefined);
  if (!machine || machine.planned || service?.planned) return undefined;
  const end = (address: Address) => addressEnd(address, machine, { machine, ...(service ? { service } : {}) });
  if (to.kind === 'internet') return machine.outward && { from: end(machine.outward), to: INTERNET_END, way: 'routed' };
  if (to.kind === 'router') return machine.outward && towardsRouter(end(machine.outward), machine.outward.network, router);
  const target = targetOf(
    to,
    machine.addresses.map(({ network }) => network),
  );
  const way = target && wayTo(machine, { network: target.network, ip: target.end.ip ?? '' });
  return target && way && { from: end(way.from), to: target.end, way: way.way };
}

function towardsRouter(from: FlowEnd, network: Network, router: Router | undefined): Ends | undefined {
  const to = router && routerEnd(network, router);
  return to && { from, to, way: 'routed' };
}

/** Where a rule leads to; a machine is met in a network that the other end is in too, else where it is administered. */
function targetOf(to: AllowEnd, beside: readonly Network[]): { readonly end: FlowEnd; readonly network: Network } | undefined {
  switch (to.kind) {
    case 'network':
      return to.network.planned ? undefined : { end: zoneEnd(to.network), network: to.network };
    case 'device':
      return {
        end: addressEnd({ network: to.network, ...to.device }, { title: to.device.title, subject: to.network.subject }),
        network: to.network,
      };
    case 'machine': {
      const address = to.machine.addresses.find(({ network }) => beside.includes(network)) ?? to.machine.primary;
      return address && !to.machine.planned
        ? { end: addressEnd(address, to.machine, { machine: to.machine }), network: address.network }
        : undefined;
    }
    case 'service': {
      const address = addressOf(to.service);
      const more: { machine: Host | Guest; service: typeof to.service } = { machine: to.service.runsOn, service: to.service };
      return address && !to.service.planned ? { end: addressEnd(address, to.service, more), network: address.network } : undefined;
    }
    case 'internet':
    case 'router':
      return undefined;
  }
}

function idOf(end: AllowEnd): string {
  switch (end.kind) {
    case 'network':
      return end.network.id;
    case 'device':
      return end.device.id;
    case 'machine':
      return end.machine.id;
    case 'service':
      return end.service.id;
    case 'internet':
    case 'router':
      return end.kind;
  }
}
