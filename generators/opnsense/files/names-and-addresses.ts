import { type Name, namesOf } from '../../../core/facts/network/names.ts';
import { handsOut } from '../../../core/facts/network/router-flows.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { type HclBlock, type HclBody, hclReference } from '../../../formats/hcl.ts';
import type { OpnsenseLab } from '../facts/lab.ts';
import { description } from './description.ts';
import { networkName, resourceName } from './names.ts';

const SUBNET = 'opnsense_kea_dhcpv4_subnet';

/** A record for each address of each name that the lab's DNS answers for. */
export function dnsFile({ model }: OpnsenseLab): HclBody {
  return {
    blocks: namesOf(model).flatMap((name) => [
      record(name, 'A', name.ip),
      ...(name.ip6 === undefined ? [] : [record(name, 'AAAA', name.ip6)]),
    ]),
  };
}

function record({ name, title }: Name, type: 'A' | 'AAAA', server: string): HclBlock {
  const [hostname = '', ...domain] = name.split('.');
  return {
    type: 'resource',
    labels: ['opnsense_unbound_host_override', `${resourceName(name)}_${type.toLowerCase()}`],
    attributes: { type, hostname, domain: domain.join('.'), server, description: description(title) },
  };
}

/** The networks that DHCP serves. */
export function servedNetworks({ model, routed }: OpnsenseLab): readonly Network[] {
  return routed.filter((network) => handsOut(model, network));
}

/** A subnet for each network that DHCP serves, and a reservation for each hardware address in it. */
export function dhcpFile(lab: OpnsenseLab): HclBody {
  const served = servedNetworks(lab);
  return {
    blocks: [
      ...served.map((network) => subnet(network, lab.model.lab.domain)),
      ...namesOf(lab.model).flatMap((name) =>
        name.mac !== undefined && served.includes(name.network) ? [reservation(name, name.mac)] : [],
      ),
    ],
  };
}

function subnet(network: Network, domain: string): HclBlock {
  const { id, cidr, dhcp, gateway } = network;
  const router = gateway === undefined ? [] : [gateway];
  return {
    type: 'resource',
    labels: [SUBNET, networkName(network)],
    attributes: {
      subnet: cidr,
      pools: dhcp ? [`${dhcp.from}-${dhcp.to}`] : [],
      // What follows is said here, so nothing of it is taken from the firewall's own settings.
      auto_collect: false,
      routers: router,
      dns_servers: router,
      domain_name: `${id}.${domain}`,
      domain_search: [domain],
      // Reservations go by hardware address, whatever identifier a client makes up.
      match_client_id: false,
      description: description(network.title),
    },
  };
}

function reservation({ name, ip, network, title }: Name, mac: string): HclBlock {
  return {
    type: 'resource',
    labels: ['opnsense_kea_dhcpv4_reservation', resourceName(name)],
    attributes: {
      subnet_id: hclReference(`${SUBNET}.${networkName(network)}.id`),
      ip_address: ip,
      mac_address: mac,
      hostname: name.split('.')[0] ?? '',
      description: description(title),
    },
  };
}
