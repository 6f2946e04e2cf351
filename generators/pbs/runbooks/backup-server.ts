import { onMachine } from '../../../core/facts/backup/places.ts';
import type { NotRun, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Service } from '../../../core/model/service/service.ts';
import type { BackupServer } from '../../../core/roles/backup-tool.ts';
import { quote } from '../../../formats/shell.ts';
import { pbsFolder } from '../facts/places.ts';

const UNITS = 'proxmox-backup.service proxmox-backup-proxy.service';
export const notRun = { reason: 'product', product: 'Proxmox', because: 'It needs a real Proxmox Backup Server' } as const satisfies NotRun;

/** What is typed on a Proxmox Backup Server. */
export function backupServer(service: Service): BackupServer {
  const one =
    (id: string, title: string, run: string, expect: string) =>
    (on: Host | Guest, at = 1): RunbookStep => ({ id: `${id}-${at}`, title, on, run, expect, notRun });
  return {
    install: (on) => ({
      id: `install-${service.id}`,
      title: `Install ${service.title}`,
      on,
      run: 'apt-get install --yes proxmox-backup-server',
      expect:
        'It ends without an error. “Unable to locate package” means that the repository of Proxmox is not among the sources of apt yet; its documentation names the lines.',
      notRun: { reason: 'outside', because: 'It fetches packages from a mirror' },
    }),
    stop: one('stop-server', `Stop ${service.title}`, `systemctl stop ${UNITS}`, 'No output.'),
    start: one('start-server', `Start ${service.title}`, `systemctl start ${UNITS}`, 'No output.'),
    apply: one(
      'datastores',
      'Let it know its datastores again, and what prunes and verifies them',
      quote(onMachine(service.runsOn, `${pbsFolder(service.runsOn)}/apply.sh`)),
      'It ends without an error. A datastore that lies on its disk already is taken over with all its backups; where there is none an empty one is made.',
    ),
    show: one(
      'see-datastores',
      'See the datastores',
      'proxmox-backup-manager datastore list',
      'A line for each datastore with its folder. The web interface shows what is in it.',
    ),
    settings: 'Users, tokens and the list of datastores',
  };
}
