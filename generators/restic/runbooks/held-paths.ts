import type { Model } from '../../../core/contract.ts';
import { type Database, isBelow } from '../../../core/facts/backup/databases.ts';
import { type BackupJob, backupJobs, copiedPaths } from '../../../core/facts/backup/jobs.ts';
import { dataPlace, rootOf, STATE } from '../../../core/facts/backup/places.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Service } from '../../../core/model/service/service.ts';

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

/** What restic copies of a service, job by job; empty when it copies nothing. */
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
  if (!snapshots || snapshots.tool === 'proxmox') return [];
  return snapshots.of.map(({ mount }) => mount);
}

/** Sorted, each once, without what lies below another. */
export function topmost(paths: readonly string[]): readonly string[] {
  const sorted = [...new Set(paths)].sort();
  return sorted.filter((path) => !sorted.some((other) => other !== path && isBelow(path, other)));
}
