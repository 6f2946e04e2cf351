import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import { fileToolOf } from '../../roles/played.ts';
import type { BackupJob } from '../backup/job.ts';
import { backupJobs, copiedPaths, isRunning } from '../backup/jobs.ts';
import { openedByPassword } from '../backup/password-machines.ts';
import { RESTORED } from '../backup/places.ts';
import { topmost } from '../backup/topmost.ts';
import { comeBack, cutOff } from './cut-off.ts';
import { passwordLostId, RANSOMWARE, rebuildHostId, SITE_LOST } from './ids.ts';
import type { Runbook, RunbookStep } from './runbook.ts';

/** An attacker encrypts or steals: stop it, find a clean copy, rebuild. */
export function ransomware(model: Model): readonly Runbook[] {
  const held = model.repositories.filter(isRunning);
  if (held.length === 0) return [];
  const jobs = backupJobs(model);
  const locked = openedByPassword(model).map(passwordLostId);
  const rebuilt = model.hosts.filter(({ planned }) => !planned).map(rebuildHostId);
  return [
    {
      id: RANSOMWARE,
      kind: 'ransomware',
      title: 'An attacker has broken in, or files are being encrypted',
      when: 'Files have strange names or cannot be opened, a note asks for money, programs run that you did not start, or a login is not yours.',
      text: [
        'Speed counts in the first step only. After it nothing gets worse, and there is time.',
        'Do not pay, do not delete, do not log in with more passwords on a machine that may be theirs: they read along.',
        'Whoever is root on a machine can delete every backup that the machine can write to. So the backup disk is taken away before anything is examined.',
      ],
      subjects: [model.lab.subject, ...held.map(({ subject }) => subject)],
      steps: [...cutOff(model), ...jobs.flatMap((job) => examine(model, job)), ...comeBack(model, jobs, [...locked, ...rebuilt])],
      next: [...locked, ...rebuilt, SITE_LOST],
    },
  ];
}

function examine(model: Model, job: BackupJob): readonly RunbookStep[] {
  const { machine: on, policy } = job;
  const at = `${on.id}-${policy.id}`;
  return [
    ...fileToolOf(model, job).examine(job, topmost(copiedPaths(job)), at),
    {
      id: `programs-${at}`,
      title: 'List programs and jobs in it that could start on their own',
      on,
      run: `find ${quote(RESTORED)} -type f \\( -perm /6000 -o -path '*/cron*' -o -name authorized_keys -o -path '*/systemd/system/*' \\) -print`,
      expect:
        'Only what you know. A key, a timer or a program with set-uid that you did not put there means that this copy is not clean: take an older one. Let a virus scanner read the folder too.',
    },
  ];
}
