import type { Model } from '../../../core/contract.ts';
import type { Database } from '../../../core/facts/backup/database.ts';
import type { DumpJob } from '../../../core/facts/backup/job.ts';
import { DUMPS } from '../../../core/facts/backup/jobs.ts';
import { metricsFolder } from '../../../core/facts/backup/metrics-folder.ts';
import { HEADER } from '../../../core/files/header.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';
import { dialectOf } from './dialect.ts';

const nameOf = ({ service, container }: Database): string => `${service.id}/${container}`;

/** From the folder of the scripts. */
const composeFile = ({ machine, service }: Database): string => `../../compose/${machine.id}/${service.id}/compose.yaml`;

/** What `dump.sh` and `load.sh` read. */
export function databaseSettings(machine: Host | Guest, databases: readonly Database[]): string {
  return emitShellSettings(`Databases of ${machine.id} that are dumped. ${HEADER}`, {
    values: { machine: machine.id, folder: DUMPS },
    lists: {
      database: databases.map((database) => {
        const { script, trailer } = dialectOf(database);
        return [nameOf(database), script, composeFile(database), trailer];
      }),
    },
  });
}

/** What the job of a policy reads. */
export function jobSettings(model: Model, { machine, policy, databases }: DumpJob): string {
  return emitShellSettings(`Databases of ${machine.id} that the policy ${policy.id} covers. ${HEADER}`, {
    values: { policy: policy.id, metrics: metricsFolder(model) },
    lists: { dump: databases.length > 0 ? [databases.map(nameOf)] : [] },
  });
}
