import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import type { BackupServer } from '../../roles/backup-tool.ts';
import { guestToolOf } from '../../roles/played.ts';
import { isRunning } from '../backup/jobs.ts';
import { repositoriesOf } from '../backup/of-repository.ts';

/** What is typed on a server of backups; undefined for another service. */
export function backupServerOf(model: Model, service: Service): BackupServer | undefined {
  const kept = repositoriesOf(model, service).filter(isRunning);
  const [tool] = kept.flatMap((repository) => guestToolOf(model, repository) ?? []);
  return tool?.server(service);
}
