import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import type { Database } from './database.ts';
import { databasesOf } from './databases.ts';
import type { BackupJob } from './job.ts';

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
