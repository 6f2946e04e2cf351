import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import type { Database } from '../../core/facts/backup/database.ts';
import { dumpJobsOn } from '../../core/facts/backup/of-machine.ts';
import { dumpFolder } from '../../core/facts/backup/places.ts';
import { inFolder, library, type NamedFile, script, textFile } from '../../core/files/named-file.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import { unitAddition } from '../../core/overrides/unit-addition.ts';
import { dumpTool } from './dump-tool.ts';
import { dialectOf } from './files/dialect.ts';
import { dumpedByMachine } from './files/dumped.ts';
import { jobFiles } from './files/job-files.ts';
import { databaseSettings } from './files/settings.ts';

export default {
  id: 'dumps',
  title: 'Dumps of databases',
  plays: { dumpTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const [machine, databases] of dumpedByMachine(model)) {
      const about = [machine.subject, ...new Set(databases.map(({ service }) => service.subject))];
      const jobs = dumpJobsOn(model, machine);
      yield* inFolder(dumpFolder(machine), about, [...databaseFiles(machine, databases), ...jobFiles(model, machine, jobs)]);
    }
  },
  accept: [
    {
      tool: 'shellcheck',
      match: /^infra\/dumps\/[^/]+\/[^/]+\.(sh|settings)$/,
      argv: (path) => ['--external-sources', '--source-path=SCRIPTDIR', path],
    },
    { tool: 'systemd-unit', match: /^infra\/dumps\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
  additions: [unitAddition(/^infra\/dumps\/[^/]+\/[^/]+\.(service|timer)$/)],
} as const satisfies System;

/** What dumps and loads the databases of a machine by hand. */
function databaseFiles(machine: Host | Guest, databases: readonly Database[]): readonly NamedFile[] {
  const inside = [...new Set(databases.map((database) => dialectOf(database).script))].sort();
  return [
    textFile('databases.settings', databaseSettings(machine, databases)),
    library('complete.sh', 'generators/dumps/runtime/complete.sh'),
    script('dump.sh', 'generators/dumps/runtime/dump.sh'),
    script('load.sh', 'generators/dumps/runtime/load.sh'),
    script('password.sh', 'generators/dumps/runtime/password.sh'),
    ...inside.map((name) => script(name, `generators/dumps/runtime/${name}`)),
  ];
}
