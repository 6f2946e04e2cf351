import type { Model } from '../../../core/contract.ts';
import type { Database } from '../../../core/facts/backup/database.ts';
import { databasesOf } from '../../../core/facts/backup/databases.ts';
import { quiesceOf } from '../../../core/facts/backup/quiesce.ts';

/** The databases that are dumped on each machine. */
export function dumpedByMachine(model: Model): ReadonlyMap<Database['machine'], readonly Database[]> {
  const dumped = databasesOf(model).filter((database) => isDumped(model, database));
  return Map.groupBy(dumped, ({ machine }) => machine);
}

/** What no policy copies needs no dump. */
function isDumped(model: Model, { service, data }: Database): boolean {
  return data.backup.policy !== undefined && !data.backup.policy.planned && quiesceOf(model, service, data) === 'dump';
}
