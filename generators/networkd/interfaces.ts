import { onMachine } from '../../core/facts/backup/places.ts';
import type { InterfacesRole } from '../../core/roles/interfaces.ts';
import { quote } from '../../formats/shell.ts';
import { asksRouter, NAME_PACKAGES } from './facts/names.ts';
import { NETWORKD_PLACE, networkdFolder } from './facts/places.ts';

/** Of hosts that say which interface carries their networks. A hypervisor has a bridge and writes its own. */
export const interfaces = {
  rebuild(host, inventory) {
    if (host.uplink === undefined || host.hypervisor) return [];
    const packages = asksRouter(host, inventory) ? NAME_PACKAGES : [];
    const install = packages.length > 0 ? `apt-get install --yes ${packages.join(' ')} && ` : '';
    const files = quote(onMachine(host, networkdFolder(host.id)));
    return [
      {
        id: 'network',
        title: 'Give it its addresses',
        on: host,
        run: `${install}cp -- ${files}/*.net* ${NETWORKD_PLACE}/ && ${files}/apply.sh`,
        expect: `networkctl shows ${host.uplink} and its VLANs as “configured” within a minute. What /etc/network/interfaces says of them is taken out, and kept.`,
        caution: 'Do it at the console: a mistake cuts the connection.',
        undo: {
          text: 'Remove these files, and let the interfaces be what they were.',
          run: `${files}/apply.sh --undo`,
        },
        notRun: { reason: 'hardware', because: 'It would take the addresses of the machine that tries it' },
      },
    ];
  },
} as const satisfies InterfacesRole;
