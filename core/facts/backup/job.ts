import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { DataPath, Quiesce } from '../../model/service/data-path.ts';
import type { Service } from '../../model/service/service.ts';
import type { Database } from './database.ts';
import type { FrozenSource } from './frozen-source.ts';

/** A declared data path as a job copies it. */
export interface JobPath {
  readonly service: Service;
  readonly data: DataPath;
  /** Absolute path on the machine. */
  readonly path: string;
  readonly quiesce: Quiesce;
}

/** What one backup tool copies from one machine under one policy. */
export interface BackupJob {
  readonly machine: Host | Guest;
  readonly policy: BackupPolicy;
  /** The repositories of files of the policy that exist; at least one, all of one type. */
  readonly repositories: readonly Repository[];
  /** Sorted by path, then by service: several may have one in common. */
  readonly paths: readonly JobPath[];
  /** Dumped before, into files that are copied in the place of the databases' own. */
  readonly databases: readonly Database[];
  /** Services whose containers are stopped while it copies, sorted by id. */
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

/** Guests of one hypervisor that go into one repository by one policy. */
export interface GuestJob {
  readonly host: Host;
  readonly policy: BackupPolicy;
  readonly repository: Repository;
  /** Sorted by VMID. */
  readonly guests: readonly Guest[];
}
