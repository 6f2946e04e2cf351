import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { once } from '../../../lib/once.ts';
import { emitPveFirewall, type PveRule, type PveSection } from '../format/pve-firewall.ts';
import type { AdminGroup } from './admin-groups.ts';
import { flowRules, flowsTo } from './flow-rules.ts';
import { ownAddresses } from './own-addresses.ts';

type Option = readonly [name: string, value: string | number];

/** Refused packets go to the log, one a second at most unless the cluster says otherwise; what passes is not worth a line. */
const LOG: Option = ['log_level_in', 'info'];

/** Rules of a Proxmox VE host for itself. Its own interface and SSH are open to the set `management` anyway. */
export function hostFile(host: Host, model: Model, groups: readonly AdminGroup[]): string {
  return emitPveFirewall(
    [`Goes to /etc/pve/local/host.fw on ${host.id}. Generated from the inventory; edit that, then npm run gen.`],
    [{ head: 'OPTIONS', options: [['enable', 1], LOG, ['ndp', 1], ['nosmurfs', 1], ['tcpflags', 1]] }, rules(host, model, groups)],
  );
}

/** Rules of a guest. Its bridge asks them for every packet, so they hold within one network too, where no router is asked. */
export function guestFile(guest: Guest, model: Model, groups: readonly AdminGroup[]): string {
  const { id, vmid, type } = guest;
  const addresses = ownAddresses(guest, model);
  const interfaces = guest.addresses.filter(({ network }) => !network.planned);
  return emitPveFirewall(
    [
      `Firewall of the ${type === 'vm' ? 'virtual machine' : 'container'} ${id}. Generated from the inventory; edit that, then npm run gen.`,
      `Goes to /etc/pve/firewall/${vmid}.fw, and holds for every interface of the guest that has firewall=1.`,
    ],
    [
      {
        head: 'OPTIONS',
        options: [
          ['enable', 1],
          ['policy_in', 'DROP'],
          ['policy_out', 'ACCEPT'],
          LOG,
          ['macfilter', 1],
          // Without addresses nothing is known that it may speak from, and an empty filter would silence it.
          ['ipfilter', addresses.length > 0 ? 1 : 0],
          ['dhcp', interfaces.some(({ mac }) => mac !== undefined) ? 1 : 0],
          ['ndp', 1],
          ['radv', 0],
        ],
      },
      ...interfaces.map((_, index): PveSection => ({ head: 'IPSET', name: `ipfilter-net${index}`, entries: addresses })),
      rules(guest, model, groups),
    ],
  );
}

const flowsByMachine = once(({ flows }: AdminGroup) => Map.groupBy(flows, ({ to }) => to.machine));
const groupedFlows = once((groups: readonly AdminGroup[]) => new Set(groups.flatMap(({ flows }) => flows)));

function rules(machine: Host | Guest, model: Model, groups: readonly AdminGroup[]): PveSection {
  const own = groups.flatMap((group): PveRule[] => {
    const ids = (flowsByMachine(group).get(machine) ?? []).map(({ id }) => id);
    return ids.length === 0 ? [] : [{ type: 'GROUP', action: group.name, ids }];
  });
  const grouped = groupedFlows(groups);
  return {
    head: 'RULES',
    rules: [
      ...own,
      ...flowRules(
        machine,
        flowsTo(machine, model).filter((flow) => !grouped.has(flow)),
      ),
    ],
  };
}
