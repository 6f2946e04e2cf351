import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import type { Database } from './database.ts';
import { databasesIn } from './databases-of.ts';
import { folderKey, foldersOf } from './folders.ts';
import type { BackupJob } from './job.ts';
import { copies } from './jobs.ts';
import { isBelow } from './kept-files.ts';
import { jobsOn, targetsOn } from './of-machine.ts';
import { dataPlace, rootOf, STATE } from './places.ts';
import { topmost } from './topmost.ts';

/** What one job copies of one service, by what may be done with it. */
export interface HeldPaths {
  readonly job: BackupJob;
  /** Folders of the service alone: they may be moved away and written again. Sorted, none below another. */
  readonly own: readonly string[];
  /** Folders of the operating system, or of more than the service: restored beside, and only what is needed is copied. */
  readonly shared: readonly string[];
  readonly databases: readonly Database[];
}

/** What is never written over, nor anything below it. */
const SYSTEM = ['/bin', '/boot', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/proc', '/root', '/run', '/sbin', '/sys', '/usr'];
/** Folders that many share; what lies in them has an owner. */
const COMMON = ['/', '/home', '/media', '/mnt', '/opt', '/srv', '/tmp', '/var', '/var/cache', '/var/lib', '/var/log', '/var/spool'];

/** What is copied of the files of a service, job by job; empty when nothing is. */
export function heldPaths(model: Model, service: Service): readonly HeldPaths[] {
  return byService(model).get(service) ?? [];
}

const byService = once((model: Model) => new Map(model.services.map((service) => [service, held(model, service)])));

function held(model: Model, service: Service): readonly HeldPaths[] {
  return jobsOn(model, service.runsOn).flatMap((job) => {
    const { machine, policy } = job;
    const declared = service.data.filter(({ backup }) => backup.policy === policy).map(({ path }) => dataPlace(service, path));
    if (declared.length === 0) return [];
    const copied = declared.filter((path) => copies(job, path));
    return [
      {
        job,
        own: topmost(copied.filter((path) => !isShared(model, machine, path))),
        shared: topmost(copied.filter((path) => isShared(model, machine, path))),
        databases: databasesIn(job, service),
      },
    ];
  });
}

/** Whether a folder is one that the machine cannot do without while something is restored, or that cannot be moved. */
export function isShared(model: Model, machine: Host | Guest, path: string): boolean {
  return COMMON.includes(path) || SYSTEM.some((folder) => isBelow(path, folder)) || needed(model)(machine).has(folderKey(path));
}

/** Keys of the folders that hold something which the machine itself needs. */
const needed = once((model: Model) =>
  once((machine: Host | Guest): ReadonlySet<string> => {
    const media = targetsOn(model, machine).flatMap(({ path }) => path ?? []);
    const engine = machine.engine ? [machine.engine.product.folder] : [];
    return new Set([rootOf(machine), STATE, ...engine, ...media, ...mounts(machine)].flatMap(foldersOf));
  }),
);

function mounts(machine: Host | Guest): readonly string[] {
  const snapshots = machine.kind === 'host' ? machine.snapshots : undefined;
  if (snapshots?.kind !== 'file-systems') return [];
  return snapshots.of.map(({ mount }) => mount);
}
