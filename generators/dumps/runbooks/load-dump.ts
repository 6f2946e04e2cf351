import type { Model } from '../../../core/contract.ts';
import type { Database } from '../../../core/facts/backup/database.ts';
import type { DumpJob } from '../../../core/facts/backup/job.ts';
import { dumpJobs } from '../../../core/facts/backup/jobs.ts';
import { isCopied } from '../../../core/facts/backup/of-machine.ts';
import { composeCommand } from '../../../core/facts/backup/places.ts';
import { serviceRto } from '../../../core/facts/backup/service-rto.ts';
import { loadDumpsId, restoreGuestId } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { seeItRuns } from '../../../core/facts/runbooks/see-it-runs.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { quote } from '../../../formats/shell.ts';
import { list, promisedWords } from '../../../lib/plain-words.ts';
import { databaseName, dumpCommand, loadCommand } from './database-commands.ts';

/** A database inside a guest is bad: one for each service whose dumps lie on its machine. Its files come back with the whole guest. */
export function loadDumps(model: Model): readonly Runbook[] {
  return dumpJobs(model).flatMap((job) =>
    [...Map.groupBy(job.databases, ({ service }) => service)].map(([service, databases]) => loadDumpsOf(model, job, service, databases)),
  );
}

function loadDumpsOf(model: Model, { policy, machine }: DumpJob, service: Service, databases: readonly Database[]): Runbook {
  const rto = serviceRto(model, service);
  const guest = machine.kind === 'guest' ? machine : undefined;
  const files = service.data.filter((data) => databases.every((database) => database.data !== data));
  return {
    id: loadDumpsId(model, service),
    kind: 'restore-service',
    title: `Load the last dump of ${service.title}`,
    when: `The ${databases.length === 1 ? 'database' : 'databases'} of ${service.title} lost something or will not start, and ${machine.title} itself is well.`,
    text: [
      `On ${machine.title} itself there is one dump of each database (${list(databases.map(({ dump }) => dump))}), of the last night. What was changed since is lost: at most ${promisedWords(policy.rpo)} if the dumps run as they should.`,
      `An older state, or files that are not a database${files.length > 0 ? ` (${files.map(({ path }) => path).join(', ')})` : ''}, come back with the whole guest only; see the runbook at the end.`,
      'What the database holds now is dumped before, so that loading can be taken back.',
    ],
    subjects: [service.subject, machine.subject, policy.subject],
    ...(rto === undefined ? {} : { rto }),
    steps: steps(model, service, databases),
    next: guest && isCopied(model, guest) ? [restoreGuestId(guest)] : [],
  };
}

const goodOf = ({ dump }: Database): string => `${dump}.good`;

function steps(model: Model, service: Service, databases: readonly Database[]): readonly RunbookStep[] {
  const on = service.runsOn;
  const compose = composeCommand(service);
  const names = databases.map(({ container }) => container);
  const others = Object.keys(service.compose?.services ?? {}).filter((container) => !names.includes(container));
  const start: RunbookStep = {
    id: 'start',
    title: `Start all of ${service.title}`,
    on,
    run: `${compose} up --detach`,
    expect: 'A line for each container, “Started” or “Running”.',
  };
  return [
    {
      id: 'see-dumps',
      title: 'See how old the dumps are',
      on,
      run: `ls -l --time-style=long-iso -- ${databases.map(({ dump }) => quote(dump)).join(' ')}`,
      expect: 'A line for each, with the day and time at which it was made, and more than a few hundred bytes.',
      shows: databases.map(({ dump }) => dump),
    },
    ...(others.length > 0
      ? [
          {
            id: 'stop',
            title: `Stop what writes to ${names.length === 1 ? 'it' : 'them'}`,
            on,
            run: `${compose} stop ${others.map(quote).join(' ')}`,
            expect: '“Stopped” for each container. The database goes on.',
            undo: { text: 'Start them again.', run: `${compose} start ${others.map(quote).join(' ')}` },
          },
        ]
      : []),
    ...databases.flatMap((database) => one(database, names.length > 1 ? `-${database.container}` : '')),
    start,
    ...seeItRuns(model, service),
    {
      id: 'clean',
      title: 'Days later: remove the dump that was put aside',
      on,
      run: `rm -f -- ${databases.map((database) => quote(goodOf(database))).join(' ')}`,
      expect: 'No output.',
    },
  ];
}

function one(database: Database, suffix: string): readonly RunbookStep[] {
  const { machine: on, dump } = database;
  const good = goodOf(database);
  return [
    {
      id: `aside${suffix}`,
      title: `Put the good dump of ${databaseName(database)} aside`,
      on,
      run: `cp --archive -- ${quote(dump)} ${quote(good)}`,
      expect: 'No output. The dump of next night would write over it otherwise.',
      undo: { text: 'Remove it.', run: `rm -f -- ${quote(good)}` },
    },
    {
      id: `dump${suffix}`,
      title: 'Dump what is there now, so that there is a way back',
      on,
      run: dumpCommand(database),
      expect: `“Dumped”, and how large it is; ${dump} holds the state of now. A database that is too broken to be dumped says so: then there is no way back, and nothing to go back to.`,
    },
    {
      id: `load${suffix}`,
      title: 'Load the good dump',
      on,
      run: loadCommand(database, good),
      expect: '“Loaded”, the file and how large it is.',
      shows: ['Loaded'],
      caution: 'Everything that the database holds now is replaced.',
      undo: { text: 'Load what was there before.', run: loadCommand(database) },
    },
  ];
}
