import type { Model } from '../../../core/contract.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { UNIT } from '../../../core/facts/backup/places.ts';
import { mountCommand } from '../../../core/facts/runbooks/commands.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';
import { resticJobs } from '../facts/jobs.ts';
import { ofJob, restic } from './commands.ts';

/** How a job ends when something is wrong. The codes are restic's (its manual, "Exit codes"), and 75 is EX_TEMPFAIL of sysexits(3). */
export const ENDINGS: readonly { readonly code: number; readonly what: string; readonly remedy: string }[] = [
  {
    code: 1,
    what: 'something else went wrong, most often a full disk',
    remedy:
      'The output says what. For a full disk there is a runbook of its own; until then older backups are whole, and nothing half-written counts as one.',
  },
  {
    code: 3,
    what: 'some files could not be read',
    remedy: 'The rest was copied. The output names them: fix their rights or the disk, or take the path out of the inventory.',
  },
  {
    code: 10,
    what: 'there is no repository in its place',
    remedy: 'Is it the right disk? Look at what lies there before you make a new repository: the old one may have been moved.',
  },
  {
    code: 11,
    what: 'another run holds the repository',
    remedy: 'Wait for it. The lock of a run that was killed is taken away by the next run.',
  },
  {
    code: 12,
    what: 'the password is wrong',
    remedy: 'Compare the password file with what is kept outside of the lab. Nothing was written.',
  },
  { code: 75, what: 'the disk is not mounted', remedy: 'Mount it. Nothing was written beside it.' },
  {
    code: 124,
    what: 'the repository does not answer',
    remedy: 'The job gave up after three minutes. Look at the network, or at the disk, which may be dying.',
  },
  { code: 143, what: 'a person or a shutdown ended the run', remedy: 'Earlier copies are not harmed. Run it again.' },
];

/** For each machine from which restic copies: what is wrong when a job is reported as failed, and how it goes on. */
export function backupFailed(model: Model): readonly Runbook[] {
  return [...Map.groupBy(resticJobs(model), ({ machine }) => machine)].map(([machine, jobs]) => runbookOf(machine, jobs));
}

function runbookOf(machine: Host | Guest, jobs: readonly BackupJob[]): Runbook {
  const repositories = [...new Set(jobs.flatMap((job) => job.repositories))];
  return {
    id: `backup-failed-${machine.id}`,
    kind: 'backup-failed',
    title: `A backup of ${machine.title} has failed`,
    when: `A message says that a unit rackbook-… of ${machine.title} has failed, or the last backup is older than promised.`,
    text: [
      'A job that failed has changed nothing that is older: every backup of before is whole. The exit code says what is wrong; the first steps show it.',
      ...ENDINGS.map(({ code, what, remedy }) => `Exit code ${code}: ${what}. ${remedy}`),
      'A run that was killed, by a power failure for instance, leaves a lock and perhaps half a file behind. The next run takes the lock away and goes on; the half file is removed by the next prune.',
    ],
    subjects: [machine.subject, ...jobs.map(({ policy }) => policy.subject), ...repositories.map(({ subject }) => subject)],
    steps: [
      {
        id: 'units',
        title: 'See which jobs there are, and which has failed',
        on: machine,
        run: "systemctl list-units --all --no-legend --no-pager --plain 'rackbook-*.service'",
        expect: 'A line for each job that has run since the machine was started. “failed” stands in the line of what went wrong.',
        shows: jobs.map(({ policy }) => `${UNIT.backup(policy)}.service`),
      },
      ...jobs.map(
        ({ policy }): RunbookStep => ({
          id: `said-${policy.id}`,
          title: `Read what the job of ${policy.title} said`,
          on: machine,
          run: `journalctl --unit=${UNIT.backup(policy)}.service --lines=40 --no-pager --output=short-iso`,
          expect: 'Its last run. “status=” and a number near the end is the exit code; the list above says what each means.',
        }),
      ),
      ...repositories.flatMap((repository) => inspect(machine, repository)),
      ...jobs.flatMap((job) => again(job)),
    ],
    next: [],
  };
}

function inspect(machine: Host | Guest, repository: Repository): readonly RunbookStep[] {
  const { target, id, title } = repository;
  const mounted: readonly RunbookStep[] =
    target.path === undefined
      ? []
      : [
          {
            id: `mounted-${id}`,
            title: `See that ${target.title} is mounted, and how full it is`,
            on: machine,
            run: `{ mountpoint --quiet ${quote(target.path)} || ${mountCommand(target)}; } && findmnt ${quote(target.path)} && df --human-readable ${quote(target.path)}`,
            expect: 'A line with the device, and how much is free. It is mounted if it was not.',
            shows: [target.path],
          },
        ];
  return [
    ...mounted,
    {
      id: `opens-${id}`,
      title: `See that the password opens ${title}`,
      on: machine,
      run: restic(machine, repository, 'cat', 'config', '--no-lock'),
      expect: 'The settings of the repository. “wrong password” or “unable to open config file” say what is wrong instead.',
      shows: ['"version"'],
    },
    {
      id: `unlock-${id}`,
      title: `Take away locks of runs that are no more`,
      on: machine,
      run: restic(machine, repository, 'unlock'),
      expect: 'It says how many it took away. The lock of a run that still lives stays.',
    },
  ];
}

function again(job: BackupJob): readonly RunbookStep[] {
  const { machine, policy, repositories } = job;
  return [
    {
      id: `again-${policy.id}`,
      title: `Run the job of ${policy.title} again`,
      on: machine,
      run: `systemctl start ${UNIT.backup(policy)}.service`,
      expect: 'No output, after as long as a backup takes. “Job for … failed” sends you back to the first step.',
    },
    ...repositories.map((repository) => ({
      id: `seen-${policy.id}-${repository.id}`,
      title: `See the new backup in ${repository.title}`,
      on: machine,
      run: restic(machine, repository, 'snapshots', ...ofJob(job), 'latest'),
      expect: 'One line, with the time of a moment ago.',
      shows: [policy.id],
    })),
  ];
}
