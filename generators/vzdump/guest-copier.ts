import { onMachine } from '../../core/facts/backup/places.ts';
import type { RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import type { GuestCopier } from '../../core/roles/hypervisor.ts';
import { quote } from '../../formats/shell.ts';
import { LOGINS } from './facts/logins.ts';

export const guestCopier = {
  into: 'pbs',
  scheduleId: ({ policy, repository }) => `vzdump-${policy.id}-${repository.id}`,
  reinstall,
  copyNow: ({ host, guests, policy, repository }, id) => ({
    id,
    title: `Copy the guests of ${host.title} at once (${policy.title})`,
    on: host,
    run: `vzdump ${guests.map(({ vmid }) => vmid).join(' ')} --storage ${quote(repository.id)} --mode snapshot`,
    expect: '“Finished Backup of …” for each guest. The first copies take hours.',
    notRun: { reason: 'product', product: 'Proxmox', because: 'It needs a real Proxmox VE with these guests' },
  }),
} as const satisfies GuestCopier;

function reinstall(host: Host, repositories: readonly Repository[]): readonly RunbookStep[] {
  return [
    ...repositories.map((repository) => ({
      id: `login-${repository.id}`,
      title: `Write down how it logs in to ${repository.service?.title ?? repository.title}`,
      on: host,
      expect: `In ${LOGINS}/${repository.id}.env, readable for root alone: PBS_USER, PBS_FINGERPRINT and PBS_PASSWORD_FILE, and the secret of the API token in the file that the last one names. The server shows its fingerprint (proxmox-backup-manager cert info). If the secret was not kept, delete the token there and make a new one; generators/vzdump/README.md and generators/pbs/README.md in this repository show the commands.`,
    })),
    {
      id: 'jobs',
      title: 'Let it know its backups again',
      on: host,
      run: quote(onMachine(host, `infra/vzdump/${host.id}/apply.sh`)),
      expect:
        'It ends without an error. pvesm status shows the storage of the backups as “active”, and the jobs stand under Datacenter, Backup.',
      notRun: { reason: 'product', product: 'Proxmox', because: 'It needs a real Proxmox VE' },
    },
  ];
}
