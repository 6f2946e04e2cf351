import type { Model } from '../../contract.ts';
import type { Router } from '../../model/lab/router.ts';
import type { Network } from '../../model/network/network.ts';
import { addressesIn } from './addresses-in.ts';
import type { FlowEnd } from './flow.ts';
import { draft, drafts, type FlowDraft, INTERNET_END, zoneEnd } from './flow-draft.ts';

const DNS = 53;
const DHCP_SERVER = 67;

/** What networks ask of the router itself, and where they may go beyond it. */
export function routerFlows(model: Model): FlowDraft[] {
  const { router } = model.lab;
  return model.networks
    .filter(({ planned, gateway }) => !planned && gateway !== undefined)
    .flatMap((network) => [...(router ? [...toResolver(network, router), ...toDhcp(network, router, model)] : []), ...toInternet(network)]);
}

/** The router as a network sees it: its gateway address. */
export function routerEnd({ gateway, gateway6 }: Network, { title }: Router): FlowEnd | undefined {
  if (gateway === undefined) return undefined;
  return { zone: 'router', ip: gateway, ...(gateway6 === undefined ? {} : { ip6: gateway6 }), title };
}

function toResolver(network: Network, router: Router): FlowDraft[] {
  const end = routerEnd(network, router);
  if (!end) return [];
  const ports = (['tcp', 'udp'] as const).map((protocol) => ({ protocol, port: DNS, v6: true }));
  const because = `Everything in ${network.title} asks ${router.title} for names`;
  return drafts(zoneEnd(network), end, 'routed', ports, { kind: 'dns', ids: [network.id, 'router'], because });
}

/** To every address of the router: the first question goes to all that hear it. */
function toDhcp(network: Network, router: Router, model: Model): FlowDraft[] {
  if (!handsOut(model, network)) return [];
  return [
    draft(
      zoneEnd(network),
      { zone: 'router', title: router.title },
      'routed',
      { protocol: 'udp', ports: [{ first: DHCP_SERVER, last: DHCP_SERVER }] },
      { kind: 'dhcp', ids: [network.id, 'router'], because: `What is in ${network.title} gets its addresses from ${router.title}` },
    ),
  ];
}

/** Whether DHCP serves a network: it has a range, or something in it has a reservation. */
export function handsOut(model: Model, network: Network): boolean {
  return (
    network.dhcp !== undefined ||
    network.devices.some(({ mac }) => mac !== undefined) ||
    addressesIn(model, network).some(({ machine, address }) => !machine.planned && address.mac !== undefined)
  );
}

function toInternet(network: Network): FlowDraft[] {
  const { internet } = network;
  if (!internet) return [];
  const reason = { kind: 'internet', ids: [network.id, 'internet'], because: internet.because } as const;
  if (internet.tcp.length + internet.udp.length === 0) return [draft(zoneEnd(network), INTERNET_END, 'routed', { ports: [] }, reason)];
  return (['tcp', 'udp'] as const)
    .filter((protocol) => internet[protocol].length > 0)
    .map((protocol) => draft(zoneEnd(network), INTERNET_END, 'routed', { protocol, ports: internet[protocol] }, reason));
}
