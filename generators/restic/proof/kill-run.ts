import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { UNIT } from '../../../core/facts/backup/places.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';
import type { Machine } from '../../../testbed/machine/machine.ts';
import { waitFor } from '../../../testbed/wait-for.ts';

/** Attempts to find the moment to kill it, 25 ms apart. */
const POLLS = 200;

/** Kills a backup in the middle. Gives what is not as after a power failure, or undefined. */
export async function killRun(machine: Machine, job: BackupJob, repository: Repository): Promise<string | undefined> {
  const unit = UNIT.backup(job.policy);
  const growth = quote(growthOf(job));
  await machine.shell(`head -c 60M /dev/urandom >${growth}; systemctl reset-failed; systemctl start --no-block ${unit}.service`);
  const locks = quote(`${repository.location}/locks`);
  // The check of the repository before it locks too, so only the restic that copies is meant; in brackets, so that the shell that asks is not found.
  // Stopped first, restic cannot take its lock away between the check and the kill, however slow this machine is.
  const killed = await machine.shell(
    [
      `locked() { [ -n "$(ls ${locks})" ]; }`,
      `for _ in $(seq ${POLLS}); do`,
      `  if locked && pkill --signal STOP -f '[r]estic backup '; then`,
      '    if locked; then',
      `      systemctl kill --signal=KILL ${unit}.service`,
      '      pkill --signal KILL -x restic',
      '      exit 0',
      '    fi',
      '    pkill --signal CONT -x restic',
      '  fi',
      '  sleep 0.025',
      'done',
      'exit 1',
    ].join('\n'),
    { timeoutMs: 120_000 },
  );
  const ended = await waitFor(
    () => machine.run(['systemctl', 'is-failed', '--quiet', `${unit}.service`]),
    ({ code }) => code === 0,
  );
  const left = await machine.shell(`ls ${locks}; rm -f ${growth}`);
  if (killed.code !== 0) return 'it was too fast to be killed while it wrote';
  if (ended.code !== 0) return 'systemd does not call it failed';
  return left.stdout.trim() === '' ? 'there is no stale lock to try' : undefined;
}

/** A large file among what a job copies, so that a run takes a while. */
export const growthOf = (job: BackupJob): string => `${job.paths.at(-1)?.path}/.proof-growth`;
