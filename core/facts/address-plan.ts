import ipaddr from 'ipaddr.js';
import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Network } from '../model/network/network.ts';
import type { SubjectId } from '../model/node.ts';

export interface AddressUse {
  readonly network: Network;
  readonly ip: string;
  readonly ip6?: string;
  readonly title: string;
  readonly subject?: SubjectId;
}

/** Every address that is given out, by network and then in address order. */
export const addressPlanOf = once((model: Model): readonly AddressUse[] => {
  const uses: AddressUse[] = [];
  const add = (network: Network, ip: string | undefined, ip6: string | undefined, title: string, subject?: SubjectId) => {
    if (ip !== undefined) uses.push({ network, ip, title, ...(ip6 === undefined ? {} : { ip6 }), ...(subject ? { subject } : {}) });
  };
  for (const network of model.networks) add(network, network.gateway, network.gateway6, model.lab.router?.title ?? 'Gateway');
  for (const network of model.networks) for (const { ip, ip6, title } of network.devices) add(network, ip, ip6, title, network.subject);
  for (const machine of [...model.hosts, ...model.guests]) {
    for (const { network, ip, ip6 } of machine.addresses) add(network, ip, ip6, machine.title, machine.subject);
  }
  return uses
    .map((use) => ({ use, key: sortKey(use) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ use }) => use);
});

function sortKey({ network, ip }: AddressUse): string {
  const bytes = ipaddr.parse(ip).toByteArray();
  return `${String(network.vlan ?? 0).padStart(4, '0')} ${network.id} ${bytes.map((byte) => String(byte).padStart(3, '0')).join('.')}`;
}
