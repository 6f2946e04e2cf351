import type { Model } from '../../../core/contract.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { nearest } from '../../../core/facts/backup/nearest.ts';
import { composeCommand, RESTORED } from '../../../core/facts/backup/places.ts';
import { beside, REMOVE_RESTORED } from '../../../core/facts/runbooks/commands.ts';
import { restoreFileId } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { quote } from '../../../formats/shell.ts';
import { resticJobs } from '../facts/jobs.ts';
import { resticCommand } from '../facts/places.ts';
import { idBeforeLast, ofJob, restic, resticPattern, restore } from './commands.ts';
import { exampleFile, exampleService } from './example-file.ts';

/** A file or a folder is missing or wrong: one for each machine and policy. */
export function restoreFile(model: Model): readonly Runbook[] {
  return resticJobs(model).map((job) => {
    const { machine, policy, paths } = job;
    const file = exampleFile(job);
    return {
      id: restoreFileId(model, job),
      kind: 'restore-file',
      title: `Get a file of ${machine.title} back (${policy.title})`,
      when: `A file or a folder of ${machine.title} was deleted, overwritten or damaged, and everything around it is well.`,
      text: [
        `In the commands ${file} stands for the file that is meant. A folder works in the same way, with all that is in it.`,
        `Nothing living is touched before you have looked at the copy: it is put beside, into ${RESTORED}.`,
        ...elsewhere(job),
      ],
      subjects: [
        ...new Set([
          machine.subject,
          policy.subject,
          ...job.repositories.map(({ subject }) => subject),
          ...paths.map(({ service }) => service.subject),
        ]),
      ],
      rto: policy.rto,
      steps: steps(job, file),
      next: [],
    };
  });
}

function elsewhere(job: BackupJob): readonly string[] {
  const { machine, repositories } = job;
  const first = nearest(job);
  const others = repositories.filter((repository) => repository !== first);
  return [
    `The commands ask ${first.title}.${others.map((other) => ` ${other.title} holds the same: there the command is ${resticCommand(machine, other)}.`).join('')}`,
  ];
}

function steps(job: BackupJob, file: string): readonly RunbookStep[] {
  const { machine: on, policy } = job;
  const repository = nearest(job);
  const copy = beside(file);
  const { service, compose } = restartOf(job);
  return [
    {
      id: 'snapshots',
      title: 'See which copies there are',
      on,
      run: restic(on, repository, 'snapshots', ...ofJob(job)),
      expect: 'A line for each copy, oldest first: its id, when it was made, and what it holds.',
      shows: [policy.id],
    },
    {
      id: 'find',
      title: 'Find the file in them',
      on,
      run: restic(on, repository, 'find', ...ofJob(job), resticPattern(file.slice(file.lastIndexOf('/') + 1))),
      expect: `“Found matching entries in snapshot …” for each copy that has it, newest first, with its whole path below. A part of the name is enough, as in '*config*'. No output at all means that no copy has a file of this name.`,
      shows: ['Found matching entries in snapshot', file],
    },
    {
      id: 'restore',
      title: 'Put the newest copy beside the living file',
      on,
      run: restore(job, [file], RESTORED),
      expect: `“finished verifying 1 files”: what was written has been compared with the repository. “0 files” means that the newest copy does not have it: take an older one, two steps below.`,
      shows: ['finished verifying 1 files'],
      undo: { text: 'Remove the copy.', run: REMOVE_RESTORED },
    },
    {
      id: 'compare',
      title: 'Compare the copy with what is there',
      on,
      run: `ls -l -- ${quote(file)} ${quote(copy)}; diff --new-file --unified -- ${quote(file)} ${quote(copy)} || true`,
      expect:
        'Both files with owner, size and time, then the lines in which they differ. ls says “No such file” of one that was deleted; nothing after the two lines means that they are the same.',
      shows: [copy],
    },
    {
      id: 'older',
      title: 'If the newest copy is bad already: take the one before',
      on,
      run: restic(on, repository, 'restore').concat(
        ` ${idBeforeLast(job)} `,
        ['--include', resticPattern(file), '--target', `${RESTORED}-older`, '--verify'].map(quote).join(' '),
      ),
      expect: `The older copy, in ${RESTORED}-older: take it from there in the next step. For one that is older still, put its id from the first step in the place of the part in "$(…)". Where there is only one copy this gives the same again.`,
      shows: ['finished verifying'],
      undo: { text: 'Remove the older copy.', run: `rm -rf -- ${quote(`${RESTORED}-older`)}` },
    },
    {
      id: 'put-back',
      title: 'Put the copy in place, and keep what was there',
      on,
      run: `cp --archive --backup=simple --suffix=.before -- ${quote(copy)} ${quote(file)}`,
      expect: `No output. Owner, mode and time are those of the copy. What was there is now ${file}.before.`,
      caution: `An older ${file}.before is overwritten. For a folder add --no-target-directory, or it ends up inside the old one; the files in it are then kept one by one.`,
      undo: {
        text: 'Take the file of before; where there was none, remove the new one.',
        run: `mv -- ${quote(`${file}.before`)} ${quote(file)}`,
      },
    },
    ...(service && compose
      ? [
          {
            id: 'restart',
            title: `Let ${service.title} read it again`,
            on,
            run: `${compose} restart`,
            expect: `A line for each container that was started again. Needed only where the file belongs to ${service.title} and is read when it starts; for a file of another service take that one's Compose file.`,
          },
        ]
      : []),
    {
      id: 'clean',
      title: 'Remove the copies that lie beside',
      on,
      run: `rm -rf -- ${[RESTORED, `${RESTORED}-older`].map(quote).join(' ')}`,
      expect: 'No output. They would otherwise lie there unguarded, with everything that is secret in them.',
    },
  ];
}

function restartOf(job: BackupJob) {
  const service = exampleService(job);
  return { service, compose: service && composeCommand(service) };
}
