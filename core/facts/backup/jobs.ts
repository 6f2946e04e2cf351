import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { DataPath, Quiesce } from '../../model/service/data-path.ts';
import type { Service } from '../../model/service/service.ts';
import { type Database, databasesOf } from './databases.ts';
import { databasesOn } from './databases-of.ts';
import { dataPlace, STATE } from './places.ts';
import { type FrozenSource, frozenSource, quiesceOf } from './quiesce.ts';

/** A declared data path as a job copies it. */
export interface JobPath {
  readonly service: Service;
  readonly data: DataPath;
  /** Absolute path on the machine. */
  readonly path: string;
  readonly quiesce: Quiesce;
}

/** What restic copies from one machine under one policy. */
export interface BackupJob {
  readonly machine: Host | Guest;
  readonly policy: BackupPolicy;
  /** The restic repositories of the policy that exist; at least one. */
  readonly repositories: readonly Repository[];
  /** Sorted by path, then by service: several may have one in common. */
  readonly paths: readonly JobPath[];
  /** Dumped before, into files that are copied in the place of the databases' own. */
  readonly databases: readonly Database[];
  /** Services whose containers stand still while it copies, sorted by id. */
  readonly stops: readonly Service[];
  /** File systems that are read from a snapshot, sorted by mount. */
  readonly frozen: readonly FrozenSource[];
}

/** Where the databases of one machine are dumped for backups that copy whole guests. */
export interface DumpJob {
  readonly machine: Host | Guest;
  readonly policy: BackupPolicy;
  /** systemd calendar expression. */
  readonly schedule: string;
  readonly databases: readonly Database[];
}

/** Guests of one Proxmox host that go into one PBS repository by one policy. */
export interface GuestJob {
  readonly host: Host;
  readonly policy: BackupPolicy;
  readonly repository: Repository;
  /** Sorted by VMID. */
  readonly guests: readonly Guest[];
}

/** Whether something can be written to it today. */
export function isRunning({ planned, target, service }: Repository): boolean {
  return !planned && !target.planned && service?.planned === false;
}

/** The repositories that a policy writes to today; a planned one writes to none. */
export function writtenBy(policy: BackupPolicy | undefined): readonly Repository[] {
  return policy === undefined || policy.planned ? [] : policy.repositories.filter(isRunning);
}

/** Those of them with files, and those with whole guests. */
const resticOf = (policy: BackupPolicy | undefined) => writtenBy(policy).filter(({ type }) => type === 'restic');
const pbsOf = (policy: BackupPolicy | undefined) => writtenBy(policy).filter(({ type }) => type === 'pbs');

/** Every copy that restic makes, sorted by machine and policy. */
export const backupJobs = once((model: Model): readonly BackupJob[] => {
  const paths = model.services
    .filter(({ planned }) => !planned)
    .flatMap((service) =>
      service.data.flatMap((data) => {
        const { policy } = data.backup;
        if (!policy || resticOf(policy).length === 0) return [];
        return [{ policy, path: { service, data, path: dataPlace(service, data.path), quiesce: quiesceOf(service, data) } }];
      }),
    );
  const machines = Map.groupBy(paths, ({ path }) => path.service.runsOn);
  return [...machines]
    .flatMap(([machine, own]) =>
      [...Map.groupBy(own, ({ policy }) => policy)].map(([policy, of]) =>
        job(
          model,
          machine,
          policy,
          of.map(({ path }) => path),
        ),
      ),
    )
    .sort((a, b) => (`${a.machine.id} ${a.policy.id}` < `${b.machine.id} ${b.policy.id}` ? -1 : 1));
});

function job(model: Model, machine: Host | Guest, policy: BackupPolicy, all: readonly JobPath[]): BackupJob {
  const paths = all.toSorted((a, b) => (`${a.path} ${a.service.id}` < `${b.path} ${b.service.id}` ? -1 : 1));
  const frozen = paths.flatMap(({ service, path, quiesce }) => (quiesce === 'snapshot' ? (frozenSource(service, path) ?? []) : []));
  const dumped = new Set(all.filter(({ quiesce }) => quiesce === 'dump').map(({ data }) => data));
  const stops = paths.filter(({ quiesce }) => quiesce === 'stop').map(({ service }) => service);
  return {
    machine,
    policy,
    repositories: resticOf(policy),
    paths,
    databases: databasesOn(model, machine).filter(({ data }) => dumped.has(data)),
    stops: [...new Set(stops)].sort((a, b) => (a.id < b.id ? -1 : 1)),
    frozen: [...new Map(frozen.map((source) => [source.mount, source])).values()].sort((a, b) => (a.mount < b.mount ? -1 : 1)),
  };
}

/**
 * Absolute paths that a job gives to restic: the declared ones and the dumps, sorted, each once. Folders that hold nothing but the files of a
 * dumped database are left out; where such files lie among others they have to be excluded.
 */
export const copiedPaths = once(({ paths, databases }: BackupJob): readonly string[] => {
  const dumped = new Set(databases.map(({ files }) => files));
  return [...new Set([...paths.map(({ path }) => path).filter((path) => !dumped.has(path)), ...databases.map(({ dump }) => dump)])].sort();
});

/** Whether a path is one of {@link copiedPaths}. */
export function copies(job: BackupJob, path: string): boolean {
  return copiedSet(job).has(path);
}

const copiedSet = once((job: BackupJob) => new Set(copiedPaths(job)));

/** Every dump that is not part of a copy by restic on the same machine, sorted by machine and policy. */
export const dumpJobs = once((model: Model): readonly DumpJob[] => {
  const byRestic = new Set(backupJobs(model).flatMap(({ databases }) => databases));
  const wanted = databasesOf(model).flatMap((database) => {
    const { policy } = database.data.backup;
    if (policy?.dumps === undefined || byRestic.has(database) || writtenBy(policy).length === 0) return [];
    return quiesceOf(database.service, database.data) === 'dump' ? [{ database, policy, schedule: policy.dumps }] : [];
  });
  return [...Map.groupBy(wanted, ({ database, policy }) => `${database.machine.id} ${policy.id}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => {
      const [first] = of;
      return first
        ? [
            {
              machine: first.database.machine,
              policy: first.policy,
              schedule: first.schedule,
              databases: of.map(({ database }) => database),
            },
          ]
        : [];
    });
});

/** Every backup of whole guests, sorted by host, policy and repository. */
export const guestJobs = once((model: Model): readonly GuestJob[] => {
  const wanted = model.guests
    .filter(({ planned }) => !planned)
    .flatMap((guest) => {
      const { policy } = guest.backup;
      return policy ? pbsOf(policy).map((repository) => ({ guest, policy, repository })) : [];
    });
  return [...Map.groupBy(wanted, ({ guest, policy, repository }) => `${guest.host.id} ${policy.id} ${repository.id}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => {
      const [first] = of;
      if (!first) return [];
      const guests = of.map(({ guest }) => guest).sort((a, b) => a.vmid - b.vmid);
      return [{ host: first.guest.host, policy: first.policy, repository: first.repository, guests }];
    });
});

/** Folder of the dumps of a machine. */
export const DUMPS = `${STATE}/dumps`;
