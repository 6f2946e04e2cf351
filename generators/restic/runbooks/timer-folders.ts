import type { Model } from '../../../core/contract.ts';
import { backupJobs, dumpJobs, guestJobs, isRunning } from '../../../core/facts/backup/jobs.ts';
import { dumpFolder, resticFolder, snapshotFolder } from '../../../core/facts/backup/places.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';

/** Repository paths of the folders whose `install.sh` starts what runs by itself on a machine. */
export function timerFolders(model: Model, on: Host | Guest): readonly string[] {
  const copies = backupJobs(model).some(({ machine }) => machine === on);
  const keeps = model.repositories.some(
    (repository) => repository.type === 'restic' && isRunning(repository) && repository.service?.runsOn === on,
  );
  const snapshots = on.kind === 'host' ? snapshotFolder(on) : undefined;
  const guests = guestJobs(model).some(({ repository: { service, target } }) => service?.runsOn === on && target.path !== undefined);
  return [
    ...(copies || keeps ? [resticFolder(on)] : []),
    ...(dumpJobs(model).some(({ machine }) => machine === on) ? [dumpFolder(on)] : []),
    ...(snapshots === undefined ? [] : [snapshots]),
    ...(guests ? [`infra/pbs/${on.id}`] : []),
  ];
}
