import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import type { Database } from './database.ts';
import { isBelow } from './databases.ts';
import type { BackupJob } from './job.ts';
import { backupJobs, copiedPaths } from './jobs.ts';
import { dataPlace, rootOf, STATE } from './places.ts';
import { topmost } from './topmost.ts';

/** What one job copies of one service, by what may be done with it. */
export interface HeldPaths {
  readonly job: BackupJob;
  /** Folders of the service alone: they may be moved away and written anew. Sorted, none below another. */
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
  return backupJobs(model).flatMap((job) => {
    const { machine, policy } = job;
    if (machine !== service.runsOn) return [];
    const declared = service.data.filter(({ backup }) => backup.policy === policy).map(({ path }) => dataPlace(service, path));
    if (declared.length === 0) return [];
    const copied = copiedPaths(job);
    const held = declared.filter((path) => copied.includes(path));
    return [
      {
        job,
        own: topmost(held.filter((path) => !isShared(model, machine, path))),
        shared: topmost(held.filter((path) => isShared(model, machine, path))),
        databases: job.databases.filter((database) => database.service === service),
      },
    ];
  });
}

/** Whether a folder is one that the machine cannot do without while something is restored, or that cannot be moved. */
export function isShared(model: Model, machine: Host | Guest, path: string): boolean {
  const needed = [
    rootOf(machine),
    STATE,
    '/var/lib/docker',
    ...model.targets.flatMap(({ host, path: mount }) => (host === machine && mount ? [mount] : [])),
  ];
  return (
    COMMON.includes(path) ||
    SYSTEM.some((folder) => isBelow(path, folder)) ||
    [...needed, ...mounts(machine)].some((each) => isBelow(each, path))
  );
}

function mounts(machine: Host | Guest): readonly string[] {
  const snapshots = machine.kind === 'host' ? machine.snapshots : undefined;
  if (snapshots?.kind !== 'file-systems') return [];
  return snapshots.of.map(({ mount }) => mount);
}
