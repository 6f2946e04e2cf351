import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import type { BackupServer } from '../../roles/backup-tool.ts';
import { guestToolOf } from '../../roles/played.ts';
import { isRunning } from '../backup/jobs.ts';

/** What is typed on a server of backups; undefined for a service that is none. */
export function backupServerOf(model: Model, service: Service): BackupServer | undefined {
  const kept = model.repositories.filter((each) => each.service === service && isRunning(each));
  const [tool] = kept.flatMap((repository) => guestToolOf(model, repository) ?? []);
  return tool?.server(service);
}
