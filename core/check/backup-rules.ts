import type { Model } from '../contract.ts';
import { databasesOfService } from '../facts/backup/databases.ts';
import { isReachable } from '../facts/backup/is-reachable.ts';
import { filesOf, writtenBy } from '../facts/backup/jobs.ts';
import { isBelow } from '../facts/backup/kept-files.ts';
import { composeCommand, dataPlace } from '../facts/backup/places.ts';
import { frozenSource, quiesceOf } from '../facts/backup/quiesce.ts';
import { undumpedIn, undumpedWords } from '../facts/backup/undumped.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { BackupPolicy } from '../model/policy/policy.ts';
import type { Repository } from '../model/repository/repository.ts';
import type { DataPath } from '../model/service/data-path.ts';
import type { Service } from '../model/service/service.ts';
import type { BackupTarget } from '../model/target/target.ts';
import { type Place, place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';
import { backupToolOf, playersOf } from '../roles/played.ts';

/** What is promised can be kept: the copies reach their repositories, and the data are quiesced. */
export function checkBackups(model: Model, context: Context): void {
  for (const repository of model.repositories) if (!repository.planned) checkLocation(model, repository, context);
  for (const guest of model.guests) if (!guest.planned) checkGuest(model, guest, context);
  for (const service of model.services) {
    if (service.planned) continue;
    service.data.forEach((data, index) => {
      const at = place('services', service.id, 'data', index);
      checkData(model, service, data, at, context);
      checkQuiesce(model, service, data, at, context);
    });
  }
}

/** What is written beside the mounted disk fills the disk of the machine, and is no backup of it. */
function checkLocation(model: Model, repository: Repository, context: Context): void {
  const { id, location, target } = repository;
  const tool = backupToolOf(model, repository);
  if (tool.copies !== 'files' || tool.isElsewhere(location)) return;
  const problem = locationProblem(location, target);
  if (problem === undefined) return;
  context.report('invalid-value', place('repositories', id, 'location'), `The repository ${id} lies at ${location}, which ${problem}.`, {
    hint:
      target.path === undefined
        ? 'Write an absolute path, or an address such as rest:https://… or s3:….'
        : `Write location: ${target.path.replace(/\/+$/, '')}/<folder>.`,
  });
}

function locationProblem(location: string, { id, path }: BackupTarget): string | undefined {
  if (!location.startsWith('/')) return 'is neither an absolute path nor an address of another place';
  if (location.split('/').includes('..')) return 'leads elsewhere by ".."';
  if (path === undefined || (isBelow(location, path) && !isBelow(path, location))) return undefined;
  return `is no folder of ${id}, mounted at ${path}`;
}

function checkGuest(model: Model, guest: Guest, context: Context): void {
  const [wrong] = filesOf(guest.backup.policy);
  if (wrong)
    context.report(
      'backup-elsewhere',
      place('guests', guest.id, 'backup'),
      `${guest.id} as a whole is to go to ${wrong.id}, which is ${backupToolOf(model, wrong).title}: that copies files, not guests.`,
      {
        hint: `Use a policy whose repositories are of ${copying(model, 'guests')}, and list the paths of its services under their data.`,
      },
    );
}

function checkData(model: Model, service: Service, { path, backup }: DataPath, at: Place, context: Context): void {
  for (const repository of writtenBy(backup.policy)) {
    const hint = refusal(model, service, repository);
    if (hint === undefined) continue;
    context.report(
      'backup-elsewhere',
      { ...at, path: [...at.path, 'backup'] },
      `${path} of ${service.id} is on ${service.runsOn.id}, and nothing copies it from there to ${repository.id}.`,
      { hint },
    );
  }
}

/** The tools that copy files, or whole guests, by name. */
function copying({ systems }: Model, copies: Repository['copies']): string {
  const tools = playersOf(systems, 'backupTool').filter((tool) => tool.copies === copies);
  return tools.map(({ title }) => title).join(' or ');
}

/** What to do so that a repository gets the data of a service; undefined when it gets them. */
function refusal(model: Model, service: Service, repository: Repository): string | undefined {
  if (isReachable(service, repository)) return undefined;
  const { runsOn: machine } = service;
  const { copies, id, target } = repository;
  if (copies === 'files')
    return `${id} is a folder on ${target.host?.id}. Use another policy, or a location that ${machine.id} can reach, such as rest:https://… or sftp:….`;
  if (machine.kind === 'host')
    return `${backupToolOf(model, repository).title} takes guests, and ${machine.id} is not a guest. Use a policy with ${copying(model, 'files')}.`;
  return `Back the guest ${machine.id} up by a policy that goes to ${id}.`;
}

function checkQuiesce(model: Model, service: Service, data: DataPath, at: Place, context: Context): void {
  if (!data.backup.policy) return;
  const { policy } = data.backup;
  const running = writtenBy(policy);
  const withFiles = filesOf(policy).length > 0;
  const wanted = quiesceOf(model, service, data);
  const database = databasesOfService(model, service).find((each) => each.data === data);
  const problem = {
    dump: database ? undefined : 'is no folder of a database that a fragment of this service brings along',
    stop:
      composeCommand(service) === undefined
        ? 'belongs to no containers that could be stopped'
        : withFiles || running.length === 0
          ? undefined
          : 'is copied with its whole guest, and nothing stops containers for that',
    snapshot: frozenSource(service, dataPlace(service, data.path))
      ? undefined
      : `lies in no file system that ${service.runsOn.id} makes snapshots of`,
    none: undefined,
  }[wanted];
  if (problem !== undefined) {
    context.report(
      'invalid-value',
      { ...at, path: [...at.path, 'quiesce'] },
      `${data.path} of ${service.id} ${problem}, so it cannot be quiesced by "${wanted}".`,
      { hint: 'Leave quiesce out, and it follows from what is there.' },
    );
    return;
  }
  if (running.length > 0) checkUndumped(model, service, data, at, context);
}

/** A database that is copied while it runs: said unless a person has decided that this will do. */
function checkUndumped(model: Model, service: Service, data: DataPath, at: Place, context: Context): void {
  const undumped = undumpedIn(model, service, data);
  const { policy } = data.backup;
  if (!policy || undumped.length === 0 || data.quiesce === 'none') return;
  const withFiles = filesOf(policy).length > 0;
  const dumpable = undumped.some((each) => each.dumpable);
  const [first] = undumped;
  context.report(
    'database-undumped',
    { ...at, path: [...at.path, 'backup'] },
    dumpable
      ? `${data.path} of ${service.id} is a database, copied with its whole guest while it runs: what comes back is as after a power failure.`
      : `${data.path} of ${service.id} holds a database, ${undumpedWords(undumped)}, copied while it runs: what comes back is ${withFiles ? 'of several moments, and may be damaged' : 'as after a power failure'}.`,
    {
      severity: 'warning',
      hint: dumpable
        ? `Add dumps: <calendar> to policies.${policy.id}, shortly before its schedule, or quiesce: none here.`
        : quiesceOf(model, service, data) === 'dump'
          ? `List ${first?.files} under data on its own, with quiesce: ${canStop(service, policy) ? 'stop or ' : ''}none.`
          : canStop(service, policy)
            ? 'Add quiesce: stop, which stops its containers for the copy, or quiesce: none, if that will do.'
            : 'Add quiesce: none, if that will do.',
    },
  );
}

/** Whether something stops the containers of a service while its files are copied. */
function canStop(service: Service, policy: BackupPolicy): boolean {
  return composeCommand(service) !== undefined && filesOf(policy).length > 0;
}
