import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Network } from '../../model/network/network.ts';
import type { SubjectId } from '../../model/node.ts';
import { answersOn } from './answers-on.ts';
import { addressOf } from './flow-draft.ts';

/** One name that the lab's DNS answers for. */
export interface Name {
  /** Fully qualified, without a final dot: `srv-1.management.lab.example.net`. */
  readonly name: string;
  readonly ip: string;
  readonly ip6?: string;
  /** Whether the addresses lead back to this name. A hostname of a service shares its address with others. */
  readonly reverse: boolean;
  /** The network that the address is in. */
  readonly network: Network;
  /** Hardware address that DHCP gives the IPv4 address to. */
  readonly mac?: string;
  readonly title: string;
  readonly subject?: SubjectId;
}

/**
 * Every address has the name `<machine or device>.<network>.<domain>`, and every hostname that is exposed to the lab's own networks leads
 * to the ingress. Sorted by name. Planned things have none.
 */
export const namesOf = once((model: Model): readonly Name[] => {
  const networks = model.networks.filter(({ planned }) => !planned);
  const names = [
    ...networks.flatMap((network) => [...ofRouter(model, network), ...ofDevices(model, network)]),
    ...[...model.hosts, ...model.guests]
      .filter(({ planned }) => !planned)
      .flatMap(({ id, title, subject, addresses }) =>
        addresses
          .filter(({ network }) => !network.planned)
          .map((address): Name => ({ ...address, name: nameIn(model, id, address.network), reverse: true, title, subject })),
      ),
    ...ofHostnames(model),
  ];
  return names.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
});

function nameIn({ lab }: Model, id: string, network: Network): string {
  return `${id}.${network.id}.${lab.domain}`;
}

function ofRouter(model: Model, network: Network): Name[] {
  const { gateway: ip, gateway6: ip6 } = network;
  const { router } = model.lab;
  if (!router || ip === undefined) return [];
  return [
    { name: nameIn(model, 'router', network), ip, ...(ip6 === undefined ? {} : { ip6 }), reverse: true, network, title: router.title },
  ];
}

function ofDevices(model: Model, network: Network): Name[] {
  return network.devices.map(
    ({ id, ...device }): Name => ({ ...device, name: nameIn(model, id, network), reverse: true, network, subject: network.subject }),
  );
}

function ofHostnames({ lab, services }: Model): Name[] {
  const address = lab.ingress && !lab.ingress.planned ? addressOf(lab.ingress) : undefined;
  if (!lab.ingress || !address) return [];
  const { ip6: six, ip, network } = address;
  const answers6 = answersOn(lab.ingress).some(({ port, v6 }) => port === 443 && v6);
  return services
    .filter(({ planned }) => !planned)
    .flatMap(({ title, subject, expose }) =>
      expose
        .filter(({ to }) => to.includes('lan'))
        .map(
          ({ hostname }): Name => ({
            name: hostname,
            ip,
            ...(answers6 && six !== undefined ? { ip6: six } : {}),
            reverse: false,
            network,
            title,
            subject,
          }),
        ),
    );
}
