import type { Guest, Host, Model, Service } from '../../model.ts';
import { once } from '../once.ts';
import { type Database, databasesOf } from './databases.ts';
import type { BackupJob } from './jobs.ts';

/** Databases of a machine, sorted by service and container. */
export function databasesOn(model: Model, machine: Host | Guest): readonly Database[] {
  return byMachine(model).get(machine) ?? [];
}

/** Databases that are dumped for a job and belong to a service. */
export function databasesIn(job: BackupJob, service: Service): readonly Database[] {
  return byService(job).get(service) ?? [];
}

const byMachine = once((model: Model) => Map.groupBy(databasesOf(model), ({ machine }) => machine));
const byService = once(({ databases }: BackupJob) => Map.groupBy(databases, ({ service }) => service));
