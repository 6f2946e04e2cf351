import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { UNIT } from '../../../core/facts/backup/places.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';
import type { Machine } from '../../../testbed/machine/machine.ts';
import { waitFor } from '../../../testbed/wait-for.ts';
import type { RunResult } from '../../../tools/process.ts';

/** Kills a backup in the middle. Gives what is not as after a power failure, or undefined. */
export async function killRun(machine: Machine, job: BackupJob, repository: Repository): Promise<string | undefined> {
  const unit = UNIT.backup(job.policy);
  const growth = quote(growthOf(job));
  await machine.shell(`head -c 60M /dev/urandom >${growth}; systemctl reset-failed; systemctl start --no-block ${unit}.service`);
  const locks = quote(`${repository.location}/locks`);
  const writing = await waitFor(
    () => machine.shell(`test -n "$(ls ${locks})" && pgrep -x restic`),
    ({ code }: RunResult) => code === 0,
  );
  await machine.shell(`pkill --signal KILL -x restic; systemctl kill --signal=KILL ${unit}.service; true`);
  const ended = await waitFor(
    () => machine.run(['systemctl', 'is-failed', '--quiet', `${unit}.service`]),
    ({ code }) => code === 0,
  );
  const left = await machine.shell(`ls ${locks}; rm -f ${growth}`);
  if (writing.code !== 0) return 'it was too fast to be killed while it wrote';
  if (ended.code !== 0) return 'systemd does not call it failed';
  return left.stdout.trim() === '' ? 'there is no stale lock to try' : undefined;
}

/** A large file among what a job copies, so that a run takes a while. */
export const growthOf = (job: BackupJob): string => `${job.paths.at(-1)?.path}/.proof-growth`;
