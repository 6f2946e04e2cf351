import { onMachine } from '../../core/facts/backup/places.ts';
import type { InterfacesRole } from '../../core/roles/interfaces.ts';
import { quote } from '../../formats/shell.ts';

/** Of hosts that say which interface carries their networks. A hypervisor has a bridge and writes its own. */
export const interfaces = {
  rebuild(host) {
    if (host.uplink === undefined || host.hypervisor) return [];
    const files = onMachine(host, `infra/networkd/${host.id}`);
    return [
      {
        id: 'network',
        title: 'Give it its addresses',
        on: host,
        run: `cp -- ${quote(files)}/* /etc/systemd/network/ && systemctl enable --now systemd-networkd && networkctl reload`,
        expect: `networkctl shows ${host.uplink} and its VLANs as “configured” within a minute. /etc/network/interfaces must not name them any more.`,
        caution: 'Do it at the console: a mistake cuts the connection.',
        undo: {
          text: 'Remove these files and reload.',
          run: `for file in ${quote(files)}/*; do rm -f -- "/etc/systemd/network/\${file##*/}"; done; networkctl reload`,
        },
        notRun: { reason: 'hardware', because: 'It would take the addresses of the machine that tries it' },
      },
    ];
  },
} as const satisfies InterfacesRole;
