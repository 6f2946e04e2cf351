import { quote } from '../../../formats/shell.ts';
import { topmost } from '../../../generators/restic/runbooks/held-paths.ts';
import { machinesOf } from '../../../generators/restic/runbooks/password-lost.ts';
import type { Model } from '../../contract.ts';
import { type BackupJob, backupJobs, copiedPaths, isRunning } from '../backup/jobs.ts';
import { RESTORED } from '../backup/places.ts';
import { idBeforeLast, lastId, nearest, ofJob, REMOVE_RESTORED, restic, resticPattern } from './commands.ts';
import { comeBack, cutOff } from './cut-off.ts';
import { passwordLostId, RANSOMWARE, rebuildHostId, SITE_LOST } from './ids.ts';
import type { Runbook, RunbookStep } from './runbook.ts';

/** Somebody encrypts or steals: stop it, find a clean copy, build anew. */
export function ransomware(model: Model): readonly Runbook[] {
  const held = model.repositories.filter(isRunning);
  if (held.length === 0) return [];
  const jobs = backupJobs(model);
  const locked = held.filter((each) => each.type === 'restic' && machinesOf(model, each).length > 0).map(passwordLostId);
  const rebuilt = model.hosts.filter(({ planned }) => !planned).map(rebuildHostId);
  return [
    {
      id: RANSOMWARE,
      kind: 'ransomware',
      title: 'Somebody has broken in, or files are being encrypted',
      when: 'Files have strange names or cannot be opened, a note asks for money, programs run that nobody started, or a login is not yours.',
      text: [
        'Speed counts in the first step only. After it nothing gets worse, and there is time.',
        'Do not pay, do not delete, do not log in with more passwords on a machine that may be theirs: they read along.',
        'Who is root on a machine can delete every backup that the machine can write to. So the backup disk is taken away before anything is examined.',
      ],
      subjects: [model.lab.subject, ...held.map(({ subject }) => subject)],
      steps: [...cutOff(model), ...jobs.flatMap((job) => examine(job)), ...comeBack(model, jobs, [...locked, ...rebuilt])],
      next: [...locked, ...rebuilt, SITE_LOST],
    },
  ];
}

function examine(job: BackupJob): readonly RunbookStep[] {
  const { machine: on, policy } = job;
  const repository = nearest(job);
  const at = `${on.id}-${policy.id}`;
  const included = topmost(copiedPaths(job)).flatMap((path) => ['--include', resticPattern(path)]);
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
      run: restic(on, repository, 'restore', 'latest', '--no-lock', ...ofJob(job), ...included, '--target', RESTORED, '--verify'),
      expect: `“finished verifying”. It takes the last copy; put the id of the last clean one in the place of the word latest.`,
      shows: ['finished verifying'],
      undo: { text: 'Remove it.', run: REMOVE_RESTORED },
    },
    {
      id: `programs-${at}`,
      title: 'List programs and jobs in it that could start by themselves',
      on,
      run: `find ${quote(RESTORED)} -type f \\( -perm /6000 -o -path '*/cron*' -o -name authorized_keys -o -path '*/systemd/system/*' \\) -print`,
      expect:
        'Only what you know. A key, a timer or a program with set-uid that nobody put there means that this copy is not clean: take an older one. Let a virus scanner read the folder too.',
    },
  ];
}
