import type { Model } from '../../../core/contract.ts';
import { isRunning } from '../../../core/facts/backup/jobs.ts';
import { repositoriesOf } from '../../../core/facts/backup/of-repository.ts';
import { onMachine } from '../../../core/facts/backup/places.ts';
import type { RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { quote } from '../../../formats/shell.ts';

const UNITS = 'proxmox-backup.service proxmox-backup-proxy.service';
const notRun = { reason: 'proxmox', because: 'It needs a real Proxmox Backup Server' } as const;

/** What is typed on a Proxmox Backup Server; undefined for a service that is none. */
export function backupServerOf(model: Model, service: Service) {
  if (!repositoriesOf(model, service).some((repository) => repository.type === 'pbs' && isRunning(repository))) return undefined;
  const one =
    (id: string, title: string, run: string, expect: string) =>
    (on: Host | Guest, at = 1): RunbookStep => ({ id: `${id}-${at}`, title, on, run, expect, notRun });
  return {
    stop: one('stop-server', `Stop ${service.title}`, `systemctl stop ${UNITS}`, 'No output.'),
    start: one('start-server', `Start ${service.title}`, `systemctl start ${UNITS}`, 'No output.'),
    apply: one(
      'datastores',
      'Let it know its datastores again, and what prunes and verifies them',
      quote(onMachine(service.runsOn, `infra/pbs/${service.runsOn.id}/apply.sh`)),
      'It ends without an error. A datastore that lies on its disk already is taken over with all its backups; where there is none an empty one is made.',
    ),
    look: one(
      'see-datastores',
      'See the datastores',
      'proxmox-backup-manager datastore list',
      'A line for each datastore with its folder. The web interface shows what is in it.',
    ),
  };
}
