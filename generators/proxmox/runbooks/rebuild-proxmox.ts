import type { Model } from '../../../core/contract.ts';
import { guestJobsOf } from '../../../core/facts/backup/of-machine.ts';
import { onMachine } from '../../../core/facts/backup/places.ts';
import { guestsOn } from '../../../core/facts/lookup.ts';
import type { RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { quote } from '../../../formats/shell.ts';
import { isProxmox } from '../facts/is-proxmox.ts';

const notRun = { reason: 'proxmox', because: 'It needs a real Proxmox VE' } as const;

/** Network, backup jobs and firewall of a Proxmox host, before its guests come back. */
export function proxmox(model: Model, host: Host): readonly RunbookStep[] {
  if (!isProxmox(host)) return [];
  const guests = guestsOn(model, host).some(({ planned }) => !planned);
  const at = (path: string) => quote(onMachine(host, path));
  const interfaces: RunbookStep[] =
    host.uplink === undefined
      ? []
      : [
          {
            id: 'interfaces',
            title: 'Give it its bridge and addresses',
            on: host,
            run: `cp -- ${at(`infra/proxmox/${host.id}/interfaces`)} /etc/network/interfaces.new && ifup --all --syntax-check --interfaces /etc/network/interfaces.new && cp --backup=simple --suffix=.before -- /etc/network/interfaces.new /etc/network/interfaces && ifreload --all`,
            expect: 'No output. ip address shows vmbr0 and its VLANs.',
            caution: 'Do it at the console: a mistake cuts the connection.',
            undo: {
              text: 'Take back what was there.',
              run: 'mv -- /etc/network/interfaces.before /etc/network/interfaces && ifreload --all',
            },
            notRun,
          },
        ];
  const copied = [...new Set(guestJobsOf(model, host).map(({ repository }) => repository))];
  const jobs: RunbookStep[] =
    copied.length > 0
      ? [
          ...copied.map((repository) => ({
            id: `login-${repository.id}`,
            title: `Write down how it logs in to ${repository.service?.title ?? repository.title}`,
            on: host,
            expect: `In /etc/rackbook/pbs/${repository.id}.env, readable for root alone: PBS_USER, PBS_FINGERPRINT and PBS_PASSWORD_FILE, and the secret of the API token in the file that the last one names. The server shows its fingerprint (proxmox-backup-manager cert info). If nobody kept the secret, delete the token there and make a new one; generators/vzdump/README.md and generators/pbs/README.md in this repository show the commands.`,
          })),
          {
            id: 'jobs',
            title: 'Let it know its backups again',
            on: host,
            run: at(`infra/vzdump/${host.id}/apply.sh`),
            expect:
              'It ends without an error. pvesm status shows the storage of the backups as “active”, and the jobs stand under Datacenter, Backup.',
            notRun,
          },
        ]
      : [];
  return [
    ...interfaces,
    ...jobs,
    {
      id: 'pve-firewall',
      title: 'Put its firewall in place, and that of the guests',
      on: host,
      run: `${guests ? `cp -- ${at('infra/proxmox/firewall')}/[0-9]*.fw /etc/pve/firewall/ && ` : ''}cp -- ${at(`infra/proxmox/firewall/${host.id}.host.fw`)} /etc/pve/local/host.fw && cp -- ${at('infra/proxmox/firewall/cluster.fw')} /etc/pve/firewall/cluster.fw && pve-firewall compile`,
      expect: 'The rules, and no line that begins with “warning”.',
      caution: 'Have a second connection open: with cluster.fw the firewall is on.',
      undo: { text: 'Open everything again until it is started the next time.', run: 'pve-firewall stop' },
      notRun,
    },
  ];
}
