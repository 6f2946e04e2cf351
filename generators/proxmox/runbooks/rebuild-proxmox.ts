import { onMachine } from '../../../core/facts/backup/places.ts';
import type { RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { quote } from '../../../formats/shell.ts';
import { FOLDER, fileOf } from '../facts/hosts.ts';

const notRun = { reason: 'product', product: 'Proxmox', because: 'It needs a real Proxmox VE' } as const;

/** Network, backup jobs (`jobs`) and firewall of a Proxmox host, before its guests come back. */
export function rebuildProxmox(host: Host, guests: readonly Guest[], jobs: readonly RunbookStep[]): readonly RunbookStep[] {
  const at = (path: string) => quote(onMachine(host, path));
  const interfaces: RunbookStep[] =
    host.uplink === undefined
      ? []
      : [
          {
            id: 'interfaces',
            title: 'Give it its bridge and addresses',
            on: host,
            run: `cp -- ${at(fileOf.interfaces(host))} /etc/network/interfaces.new && ifup --all --syntax-check --interfaces /etc/network/interfaces.new && cp --backup=simple --suffix=.before -- /etc/network/interfaces.new /etc/network/interfaces && ifreload --all`,
            expect: 'No output. ip address shows vmbr0 and its VLANs.',
            caution: 'Do it at the console: a mistake cuts the connection.',
            undo: {
              text: 'Take back what was there.',
              run: 'mv -- /etc/network/interfaces.before /etc/network/interfaces && ifreload --all',
            },
            notRun,
          },
        ];
  return [
    ...interfaces,
    ...jobs,
    {
      id: 'pve-firewall',
      title: 'Put its firewall in place, and that of the guests',
      on: host,
      run: `${guests.length > 0 ? `cp -- ${at(`${FOLDER}/firewall`)}/[0-9]*.fw /etc/pve/firewall/ && ` : ''}cp -- ${at(fileOf.host(host))} /etc/pve/local/host.fw && cp -- ${at(fileOf.cluster)} /etc/pve/firewall/cluster.fw && pve-firewall compile`,
      expect: 'The rules, and no line that begins with “warning”.',
      caution: 'Have a second connection open: with cluster.fw the firewall is on.',
      undo: { text: 'Open everything again until it is started the next time.', run: 'pve-firewall stop' },
      notRun,
    },
  ];
}
