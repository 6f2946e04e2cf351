import type { BackupJob } from '../../core/facts/backup/job.ts';
import { nearest } from '../../core/facts/backup/nearest.ts';
import { RESTORED, UNIT } from '../../core/facts/backup/places.ts';
import { REMOVE_RESTORED } from '../../core/facts/runbooks/commands.ts';
import type { RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import type { FileBackupTool, ShowCommand } from '../../core/roles/backup-tool.ts';
import { RESTIC } from './facts/jobs.ts';
import { resticCommand, resticFolder } from './facts/places.ts';
import { changePassword } from './runbooks/change-password.ts';
import { idBeforeLast, lastId, ofJob, restic, restore } from './runbooks/commands.ts';

/** Addresses by which restic reaches another place; whatever else is a folder where it runs. */
const ELSEWHERE = /^(azure|b2|gs|rclone|rest|s3|sftp|swift):/;

export const backupTool = {
  type: RESTIC,
  title: 'restic',
  short: 'restic',
  noun: 'restic repository',
  writer: 'the one with restic and its password',
  copies: 'files',
  packages: ['restic'],
  words: { newest: 'latest', wrongPassword: 'wrong password', nothingRestored: '0 files' },
  failureUnit: 'rackbook-failed@%n.service',
  isElsewhere: (location) => ELSEWHERE.test(location),
  folder: resticFolder,
  list: (job) => ({
    run: restic(job.machine, nearest(job), 'snapshots', ...ofJob(job)),
    shows: [job.policy.id],
    seen: 'A line for each copy, oldest first',
  }),
  restore: (job, paths, target) => ({
    run: restore(job, paths, target),
    shows: ['finished verifying'],
    seen: '“finished verifying” with the number of files',
  }),
  examine,
  remake: (repository, on) => [
    {
      id: `init-${repository.id}`,
      title: `Make ${repository.title} again`,
      on,
      run: restic(on, repository, 'init'),
      expect: '“created restic repository”. The password is the same as before: the machine still has it.',
      shows: ['created restic repository'],
      caution: '“config file already exists” means that a repository is there: nothing was changed, and nothing has to be made.',
    },
  ],
  changePassword,
  opens: (repository, on, file) =>
    `${restic(on, repository, ...(file === undefined ? [] : ['--password-file', file]), 'cat', 'config')} >/dev/null`,
  // Its manual, "Exit codes", since 0.17.
  exits: { wrongPassword: 12 },
  free,
  showContents,
} as const satisfies FileBackupTool;

function examine(job: BackupJob, paths: readonly string[], at: string): readonly RunbookStep[] {
  const { machine: on, policy } = job;
  const repository = nearest(job);
  return [
    {
      id: `copies-${at}`,
      title: `See the copies of ${on.title} (${policy.title})`,
      on,
      run: restic(on, repository, 'snapshots', '--no-lock', ...ofJob(job)),
      expect:
        'A line for each, with its size. A copy that is much larger than the one before is the first with encrypted files: those are new, and cannot be compressed.',
      shows: [policy.id],
    },
    {
      id: `changes-${at}`,
      title: 'See what changed between the last two',
      on,
      run: `${restic(on, repository, 'diff', '--no-lock')} ${idBeforeLast(job, '--no-lock')} ${lastId(job, '--no-lock')}`,
      expect:
        '+ for new files, - for removed ones, M for changed ones. Hundreds of changed documents, or new endings on every name, is the attack: go back further, with the ids of the list in the place of the parts in "$(…)".',
      shows: ['comparing snapshot'],
    },
    {
      id: `restore-${at}`,
      title: 'Restore the last clean copy, beside',
      on,
      run: restore(job, paths, RESTORED, '--no-lock'),
      expect: `“finished verifying”. It takes the last copy; put the id of the last clean one in the place of the word latest.`,
      shows: ['finished verifying'],
      undo: { text: 'Remove it.', run: REMOVE_RESTORED },
    },
  ];
}

function free(repository: Repository, on: Host | Guest): readonly RunbookStep[] {
  const { id, title } = repository;
  return [
    {
      id: `snapshots-${id}`,
      title: `See what ${title} keeps`,
      on,
      run: restic(on, repository, 'snapshots', '--compact'),
      expect: 'A line for each copy. Copies of a machine or a tag that no longer exists are removed by no job: they can be deleted.',
    },
    {
      id: `free-${id}`,
      title: 'Free what no copy needs any more, without needing space for it',
      on,
      run: restic(on, repository, 'prune', '--max-repack-size', '0'),
      expect: '“done”, and above it what was removed. Copies are not touched.',
      shows: ['done'],
      caution:
        'If it cannot even write its lock, free some megabytes on the disk first. “already locked” means that a copy is running: wait for it.',
    },
    {
      id: `prune-${id}`,
      title: 'Forget what the policy does not keep, and free its space',
      on,
      run: `systemctl start ${UNIT.prune(repository)}.service`,
      expect: `It comes back when it is done. An error means that it was not; journalctl --unit ${UNIT.prune(repository)} says why.`,
      caution: 'Copies that the policy does not keep are gone for good. Its timer does the same by itself.',
    },
  ];
}

function showContents(repository: Repository, on: Host | Guest): readonly ShowCommand[] {
  const command = resticCommand(on, repository);
  return [
    { title: 'Every copy, by day and policy', on, run: `${command} snapshots` },
    { title: 'The files of the newest copy', on, run: `${command} ls --long latest` },
    { title: 'How much it takes', on, run: `${command} stats --mode raw-data` },
  ];
}
