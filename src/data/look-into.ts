import { isRunning } from '../../core/facts/backup/jobs.ts';
import { jobsInto } from '../../core/facts/backup/of-repository.ts';
import { resticCommand } from '../../core/facts/backup/places.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import { quote } from '../../formats/shell.ts';
import { model } from './lab.ts';

/** A command that shows what a repository holds and changes nothing. */
export interface Look {
  readonly title: string;
  readonly on: Host | Guest;
  readonly run: string;
  /** What the command asks to be typed, in words. */
  readonly asks?: string;
}

export function lookInto(repository: Repository): readonly Look[] {
  const { service, type, location } = repository;
  if (!service || !isRunning(repository)) return [];
  if (type === 'restic') {
    const on = jobsInto(model, repository)[0]?.machine ?? service.runsOn;
    const restic = resticCommand(on, repository);
    return [
      { title: 'Every copy, by day and policy', on, run: `${restic} snapshots` },
      { title: 'The files of the newest copy', on, run: `${restic} ls --long latest` },
      { title: 'How much it takes', on, run: `${restic} stats --mode raw-data` },
    ];
  }
  const on = service.runsOn;
  return [
    {
      title: 'Every copy of every guest',
      on,
      run: `proxmox-backup-client snapshot list --repository ${quote(`root@pam@localhost:${location}`)}`,
      asks: `the password of root on ${on.title}`,
    },
    {
      title: 'When it was last cleaned up, and how much it takes',
      on,
      run: `proxmox-backup-manager garbage-collection status ${quote(location)}`,
    },
  ];
}
