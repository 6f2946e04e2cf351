import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Address } from '../../../core/model/machine/machine.ts';
import type { HclBlock } from '../../../formats/hcl.ts';
import { parsePrefix } from '../../../lib/cidr.ts';

/** The bridge that `interfaces` of the host makes. */
const BRIDGE = 'vmbr0';

/** A device for each network of the guest, in the order of `ipconfig`; filtered by the host's firewall. */
export function networkDevices(guest: Guest): readonly HclBlock[] {
  return addressesOf(guest).map(({ network, mac }, index) => ({
    type: guest.type === 'vm' ? 'network_device' : 'network_interface',
    attributes: {
      name: guest.type === 'vm' ? undefined : `eth${index}`,
      bridge: BRIDGE,
      vlan_id: network.vlan,
      mac_address: mac?.toUpperCase(),
      firewall: true,
    },
  }));
}

/** Who it asks for names, and the address of each device. The default route leads through one network alone. */
export function addressBlocks(model: Model, guest: Guest): readonly HclBlock[] {
  const { outward } = guest;
  const servers = model.lab.router && outward ? [outward.network.gateway, outward.ip6 && outward.network.gateway6] : [];
  const asked = servers.filter((each) => each !== undefined);
  return [
    ...(asked.length > 0 ? [{ type: 'dns', attributes: { domain: model.lab.domain, servers: asked } }] : []),
    ...addressesOf(guest).map((address): HclBlock => ({ type: 'ip_config', blocks: families(address, address === outward) })),
  ];
}

function families({ network, ip, ip6 }: Address, isOutward: boolean): readonly HclBlock[] {
  const block = (type: string, own: string, cidr: string | undefined, gateway: string | undefined): HclBlock => ({
    type,
    attributes: { address: `${own}/${bitsOf(cidr)}`, gateway: isOutward ? gateway : undefined },
  });
  return [
    block('ipv4', ip, network.cidr, network.gateway),
    ...(ip6 === undefined ? [] : [block('ipv6', ip6, network.cidr6, network.gateway6)]),
  ];
}

function bitsOf(cidr = ''): number {
  const prefix = parsePrefix(cidr, cidr.includes(':') ? 6 : 4);
  if (!prefix) throw new TypeError(`${cidr} is no prefix, which resolving the inventory has to refuse.`);
  return prefix.bits;
}

function addressesOf({ addresses }: Guest): readonly Address[] {
  return addresses.filter(({ network }) => !network.planned);
}
