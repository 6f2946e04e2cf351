import type { Model } from '../../../core/contract.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { emitPveFirewall, type PveSection } from '../format/pve-firewall.ts';
import type { AdminGroup } from './admin-groups.ts';

/** Name of the set of a network's addresses, below `dc/`. */
export function setOf({ id }: Network): string {
  return `net-${id}`;
}

/** What all files share. The set `management` comes before everything else: whoever is not in it is locked out as soon as this is on. */
export function clusterFile(model: Model, hosts: readonly Host[], groups: readonly AdminGroup[]): string {
  const networks = model.networks.filter(({ planned }) => !planned);
  const managers = managing(networks, hosts);
  const [local] = managers;
  return emitPveFirewall(
    ['Goes to /etc/pve/firewall/cluster.fw. Generated from the inventory; edit that, then npm run gen.'],
    [
      {
        head: 'OPTIONS',
        options: [
          ['enable', 1],
          ['policy_in', 'DROP'],
          ['policy_out', 'ACCEPT'],
        ],
      },
      { head: 'IPSET', name: 'management', entries: managers.flatMap(prefixes) },
      // Proxmox VE adds this network to the set; unless it is named, whichever network a node's own name leads to.
      ...(local ? [{ head: 'ALIASES', aliases: [['local_network', local.cidr]] } as const] : []),
      ...networks.map((network): PveSection => ({ head: 'IPSET', name: setOf(network), entries: prefixes(network) })),
      ...groups.map(
        ({ name, from, to, flows }): PveSection => ({
          head: 'group',
          name,
          rules: [
            {
              type: 'IN',
              action: 'ACCEPT',
              source: `+dc/${setOf(from)}`,
              dest: `+dc/${setOf(to)}`,
              ...(flows[0].protocol === undefined ? {} : { protocol: flows[0].protocol, ports: flows[0].ports }),
              ids: flows.map(({ id }) => id),
            },
          ],
        }),
      ),
    ],
  );
}

/** The management networks; without any the networks that the hosts are administered in. */
function managing(networks: readonly Network[], hosts: readonly Host[]): readonly Network[] {
  const own = networks.filter(({ role }) => role === 'management');
  if (own.length > 0) return own;
  return networks.filter((network) => hosts.some(({ primary }) => primary?.network === network));
}

function prefixes({ cidr, cidr6 }: Network): readonly string[] {
  return [cidr, ...(cidr6 === undefined ? [] : [cidr6])];
}
