import type { Model } from '../../../core/contract.ts';
import { isBelow } from '../../../core/facts/backup/databases.ts';
import { composeCommand } from '../../../core/facts/backup/places.ts';
import { protectionsOf } from '../../../core/facts/backup/protection-of.ts';
import { nearest, ofJob, restic } from '../../../core/facts/runbooks/commands.ts';
import { restoreServiceId } from '../../../core/facts/runbooks/ids.ts';
import type { Runbook, RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import { seeItRuns } from '../../../core/facts/runbooks/see-it-runs.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { promisedWords } from '../../../lib/plain-words.ts';
import { loadDump, startDatabase } from '../../dumps/runbooks/database-steps.ts';
import { type HeldPaths, heldPaths } from './held-paths.ts';
import { emptyFolder, keepPath, removeKept, seeKept } from './keep-path.ts';
import { keepersBelow } from './keepers-below.ts';
import { besides, restoreOwn } from './restore-in-place.ts';

/** The data of a service are gone or bad: one for each service that restic copies. */
export function restoreServices(model: Model): readonly Runbook[] {
  return model.services
    .filter(({ planned }) => !planned)
    .flatMap((service) => {
      const held = heldPaths(model, service);
      return held.length === 0 ? [] : [restoreService(model, service, held)];
    });
}

/** Seconds that are promised for the whole of a service. */
export function serviceRto(model: Model, service: Service): number | undefined {
  const promised = protectionsOf(model, service).flatMap(({ rto }) => rto ?? []);
  return promised.length === 0 ? undefined : Math.min(...promised);
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
      'If the newest copy is bad already, put the id of an older one, from the first step, in the place of the word latest.',
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
      run: restic(on, nearest(job), 'snapshots', ...ofJob(job)),
      expect: 'A line for each copy, oldest first. The last one is taken unless you put another id in the place of latest.',
      shows: [job.policy.id],
    })),
    ...(alive ? [...stop, ...kept.map((path, at) => keepPath(on, path, at + 1)), ...(kept.length > 1 ? [seeKept(on, kept)] : [])] : []),
    ...held.flatMap((each) => restoreOwn(each)),
    ...databases.flatMap((database) => [emptyFolder(database, kept), startDatabase(database), loadDump(database)]),
    ...(alive ? [...start, ...seeItRuns(model, service), removeKept(on, kept)] : []),
    ...besides(model, service, held),
  ];
}
