import { promisedWords } from '../../../lib/plain-words.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import { fileToolOf } from '../../roles/played.ts';
import { type HeldPaths, heldPaths } from '../backup/held-paths.ts';
import type { BackupJob } from '../backup/job.ts';
import { isBelow } from '../backup/kept-files.ts';
import { nearest } from '../backup/nearest.ts';
import { composeCommand } from '../backup/places.ts';
import { serviceRto } from '../backup/service-rto.ts';
import { loadDump, startDatabase } from './database-steps.ts';
import { restoreServiceId } from './ids.ts';
import { emptyFolder, keepPath, removeKept, seeKept } from './keep-path.ts';
import { keepersBelow } from './keepers-below.ts';
import { besides, restoreOwn } from './restore-in-place.ts';
import type { Runbook, RunbookStep } from './runbook.ts';
import { seeItRuns } from './see-it-runs.ts';

/** The data of a service are gone or bad: one for each service whose files are copied. */
export function restoreServices(model: Model): readonly Runbook[] {
  return model.services
    .filter(({ planned }) => !planned)
    .flatMap((service) => {
      const held = heldPaths(model, service);
      return held.length === 0 ? [] : [restoreService(model, service, held)];
    });
}

function restoreService(model: Model, service: Service, held: readonly HeldPaths[]): Runbook {
  const rto = serviceRto(model, service);
  return {
    id: restoreServiceId(service),
    kind: 'restore-service',
    title: `Restore ${service.title}`,
    when: `${service.title} has lost its data, or they are damaged, and ${service.runsOn.title} itself is well.`,
    text: [
      ...held.map(({ job, own, shared, databases }) => {
        const dumps = databases.map(({ container }) => `a dump of the database ${container}`);
        const { policy } = job;
        return `${nearest(job).title} holds ${[...own, ...shared, ...dumps].join(', ')}. What was changed since the last copy is lost: at most ${promisedWords(service.recovery.rpo ?? policy.rpo)} if the copies run as they should.`;
      }),
      ...(held.some(({ own }) => own.length > 0)
        ? ['What is there now is moved aside and kept until you remove it in the last step.']
        : []),
      ...held.flatMap(({ shared }) =>
        shared.map(
          (path) =>
            `${path} is, or lies in, a folder of the operating system or of several services. It is never moved or written over as a whole: it is restored beside, and what is needed is copied.`,
        ),
      ),
      `If the newest copy is bad already, put the id of an older one, from the first step, in the place of the word ${newest(model, held)}.`,
      ...neighbours(model, service, held),
    ],
    subjects: [
      ...new Set([service.subject, ...held.flatMap(({ job }) => [job.policy.subject, ...job.repositories.map(({ subject }) => subject)])]),
    ],
    ...(rto === undefined ? {} : { rto }),
    steps: steps(model, service, held),
    next: [],
  };
}

/** What stands for the newest copy in the commands of the tools. */
function newest(model: Model, held: readonly HeldPaths[]): string {
  return [...new Set(held.map(({ job }) => fileToolOf(model, job).words.newest))].join(' or ');
}

function listed(model: Model, job: BackupJob): Pick<RunbookStep, 'run' | 'shows' | 'expect'> {
  const tool = fileToolOf(model, job);
  const { seen, ...command } = tool.list(job);
  return { ...command, expect: `${seen}. The last one is taken unless you put another id in the place of ${tool.words.newest}.` };
}

/** Who else keeps something in the folders of a service, and is taken back in time with it. */
function neighbours(model: Model, service: Service, held: readonly HeldPaths[]): readonly string[] {
  return keepersBelow(
    model,
    service.runsOn,
    held.flatMap(({ own }) => own),
  )
    .filter((other) => other !== service)
    .map((other) => `${other.title} keeps its data below these folders: stop it too, and expect it to go back in time as well.`);
}

function steps(model: Model, service: Service, held: readonly HeldPaths[]): readonly RunbookStep[] {
  const on = service.runsOn;
  const compose = composeCommand(service);
  const own = held.flatMap((each) => each.own);
  const databases = held.flatMap((each) => each.databases);
  const kept = [...own, ...databases.map(({ files }) => files).filter((files) => !own.some((path) => isBelow(files, path)))];
  const alive = kept.length > 0;
  const stop: RunbookStep[] = compose
    ? [
        {
          id: 'stop',
          title: `Stop ${service.title}`,
          on,
          run: `${compose} down`,
          expect: 'A line for each container and network that is removed. Data are not touched.',
          undo: { text: 'Start it again.', run: `${compose} up --detach` },
        },
      ]
    : [
        {
          id: 'stop',
          title: `Stop ${service.title}`,
          on,
          expect: 'It is no container of this repository: stop it as it is started here, so that it writes nothing any more.',
        },
      ];
  const start: RunbookStep[] = compose
    ? [
        {
          id: 'start',
          title: `Start ${service.title}`,
          on,
          run: `${compose} up --detach`,
          expect: 'A line for each container, “Started” or “Running”.',
          undo: { text: 'Stop it again.', run: `${compose} down` },
        },
      ]
    : [
        {
          id: 'start',
          title: `Start ${service.title} again`,
          on,
          expect: 'As it is started here; then see whether it shows what it should.',
        },
      ];
  return [
    ...held.map(({ job }) => ({
      id: `snapshots-${job.policy.id}`,
      title: `See which copies there are (${job.policy.title})`,
      on,
      ...listed(model, job),
    })),
    ...(alive ? [...stop, ...kept.map((path, at) => keepPath(on, path, at + 1)), ...(kept.length > 1 ? [seeKept(on, kept)] : [])] : []),
    ...held.flatMap((each) => restoreOwn(model, each)),
    ...databases.flatMap((database) => [emptyFolder(database, kept), startDatabase(database), loadDump(model, database)]),
    ...(alive ? [...start, ...seeItRuns(model, service), removeKept(on, kept)] : []),
    ...besides(model, service, held),
  ];
}
