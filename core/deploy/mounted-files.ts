import { list } from '../../lib/plain-words.ts';
import { asSpec } from '../compose/doors/door.ts';
import { hostPath, isWithin } from '../compose/doors/host-path.ts';
import { mountsOf } from '../compose/doors/mounts-of.ts';
import { normalize } from '../compose/project/paths.ts';
import type { Model } from '../contract.ts';
import { onMachine } from '../facts/backup/places.ts';
import { servicesOf } from '../facts/runbooks/services-of.ts';
import type { Service } from '../model/service/service.ts';
import type { Deployment } from './deployment.ts';

/** Generated files that the containers of a service read where the repository is on its machine. */
export interface MountedFiles {
  readonly id: string;
  readonly title: string;
  readonly service: Service;
  /** Repository paths of whole folders, and of single files. */
  readonly folders?: readonly string[];
  readonly files?: readonly string[];
  /** Its program sees by itself when something in a folder changes. */
  readonly isWatched?: true;
}

/** They are on the machine before its projects start. Who reads them only at the start is started again. */
export function mountedFiles(model: Model, { id, title, service, folders = [], files = [], isWatched }: MountedFiles): Deployment {
  const { runsOn: machine } = service;
  const paths = [...folders, ...files];
  const readers = servicesOf(model, machine).filter((each) =>
    mountedBy(each).some((mounted) => paths.some((path) => isRead(mounted, onMachine(machine, path), isWatched))),
  );
  const byHand = paths.filter((path) => !mountedBy(service).some((mounted) => isRead(mounted, onMachine(machine, path))));
  return {
    id,
    step: 'mounted',
    machine: machine.id,
    title,
    ...(folders.length > 0 ? { folders } : {}),
    ...(files.length > 0 ? { places: files.map((from) => ({ from, to: onMachine(machine, from) })) } : {}),
    ...(readers.length > 0 ? { restartsServices: readers.map((each) => each.id) } : {}),
    ...(byHand.length > 0 ? { byHand: [unread(service, byHand)] } : {}),
  };
}

/** A file that is mounted alone stays what it was for its container, also for a program that watches: a new one takes its place. */
function isRead(mounted: string, path: string, isWatched?: true): boolean {
  if (isWatched) return mounted !== path && isWithin(mounted, path);
  return isWithin(mounted, path) || isWithin(path, mounted);
}

/** What the containers of a service get of `infra/`, as absolute paths on its machine. */
function mountedBy({ id, runsOn, compose }: Service): readonly string[] {
  if (!compose) return [];
  const folder = onMachine(runsOn, `infra/compose/${runsOn.id}/${id}`);
  const sources = Object.keys(compose.services).flatMap((name) =>
    mountsOf(name, asSpec(compose), runsOn).map(({ source }) => hostPath(source)),
  );
  return sources
    .map((source) => (source.startsWith('/') ? source : `/${normalize(`${folder}/${source}`)}`))
    .filter((source) => isWithin(source, onMachine(runsOn, 'infra')));
}

function unread({ title, runsOn, compose }: Service, paths: readonly string[]): string {
  const files = list(paths.map((path) => onMachine(runsOn, path)));
  return compose
    ? `Mount ${files} in the project of ${title}: it does not yet.`
    : `Let ${title} on ${runsOn.title} read ${files}, also after a change: nothing says how it is started.`;
}
