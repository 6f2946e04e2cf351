import type { GeneratedFile, Generator } from '../../core/contract.ts';
import { type Database, databasesOf } from '../../core/facts/backup/databases.ts';
import { dumpJobsOn } from '../../core/facts/backup/of-machine.ts';
import { dumpFolder } from '../../core/facts/backup/places.ts';
import { quiesceOf } from '../../core/facts/backup/quiesce.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Model } from '../../core/model.ts';
import { dumpScript } from './dump-script.ts';
import { dialectOf } from './in-container.ts';
import { inMariadb } from './in-mariadb.ts';
import { inPostgres } from './in-postgres.ts';
import { jobFiles } from './job-files.ts';
import { loadScript } from './load-script.ts';

export default {
  id: 'dumps',
  title: 'Dumps of databases',
  *generate(model: Model, _facts: Facts): Iterable<GeneratedFile> {
    for (const [machine, databases] of Map.groupBy(databasesOf(model).filter(isDumped), (database) => database.machine)) {
      const folder = dumpFolder(machine);
      const about = [machine.subject, ...new Set(databases.map(({ service }) => service.subject))];
      const file = (name: string, content: string): GeneratedFile => ({
        path: `${folder}/${name}`,
        content,
        ...(name.endsWith('.sh') ? { mode: 0o755 } : {}),
        about,
      });
      const scripts = new Set(databases.map((database) => dialectOf(database).script));
      yield file('dump.sh', dumpScript(machine, databases));
      yield file('load.sh', loadScript(machine, databases));
      if (scripts.has('in-postgres.sh')) yield file('in-postgres.sh', inPostgres());
      if (scripts.has('in-mariadb.sh')) yield file('in-mariadb.sh', inMariadb());
      const jobs = dumpJobsOn(model, machine);
      for (const [name, content] of jobFiles(model.lab, machine, jobs)) yield file(name, content);
    }
  },
  accept: [
    { tool: 'shellcheck', match: /^infra\/dumps\/[^/]+\/[^/]+\.sh$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/dumps\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
} satisfies Generator;

/** What nobody copies needs no dump. */
function isDumped({ service, data }: Database): boolean {
  return data.backup.policy !== undefined && !data.backup.policy.planned && quiesceOf(service, data) === 'dump';
}
