import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import type { Database } from '../../core/facts/backup/database.ts';
import { databasesOf } from '../../core/facts/backup/databases.ts';
import { dumpJobs } from '../../core/facts/backup/jobs.ts';
import { dumpFolder } from '../../core/facts/backup/places.ts';
import { quiesceOf } from '../../core/facts/backup/quiesce.ts';
import { dumpTool } from './dump-tool.ts';
import { dumpScript } from './files/dump-script.ts';
import { dialectOf } from './files/in-container.ts';
import { inMariadb } from './files/in-mariadb.ts';
import { inPostgres } from './files/in-postgres.ts';
import { jobFiles } from './files/job-files.ts';
import { loadScript } from './files/load-script.ts';

export default {
  id: 'dumps',
  title: 'Dumps of databases',
  plays: { dumpTool },
  *files(model: Model): Iterable<GeneratedFile> {
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
      const jobs = dumpJobs(model).filter((job) => job.machine === machine);
      for (const [name, content] of jobFiles(model.lab, machine, jobs)) yield file(name, content);
    }
  },
  accept: [
    { tool: 'shellcheck', match: /^infra\/dumps\/[^/]+\/[^/]+\.sh$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/dumps\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
} as const satisfies System;

/** What nobody copies needs no dump. */
function isDumped({ service, data }: Database): boolean {
  return data.backup.policy !== undefined && !data.backup.policy.planned && quiesceOf(service, data) === 'dump';
}
