import type { Model } from '../../../core/contract.ts';
import { isRunning } from '../../../core/facts/backup/jobs.ts';
import { dumpJobsOn, jobsOn, repositoriesOn } from '../../../core/facts/backup/of-machine.ts';
import { guestJobsInto } from '../../../core/facts/backup/of-repository.ts';
import { dumpFolder, resticFolder, snapshotFolder } from '../../../core/facts/backup/places.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';

/** Repository paths of the folders whose `install.sh` starts what runs by itself on a machine. */
export function timerFolders(model: Model, on: Host | Guest): readonly string[] {
  const copies = jobsOn(model, on).length > 0;
  const own = repositoriesOn(model, on);
  const keeps = own.some((repository) => repository.type === 'restic' && isRunning(repository));
  const snapshots = on.kind === 'host' ? snapshotFolder(on) : undefined;
  const guests = own.some((repository) => repository.target.path !== undefined && guestJobsInto(model, repository).length > 0);
  return [
    ...(copies || keeps ? [resticFolder(on)] : []),
    ...(dumpJobsOn(model, on).length > 0 ? [dumpFolder(on)] : []),
    ...(snapshots === undefined ? [] : [snapshots]),
    ...(guests ? [`infra/pbs/${on.id}`] : []),
  ];
}
