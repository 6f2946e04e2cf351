import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { metricsFolder } from '../../core/facts/backup/metrics-folder.ts';
import { installFiles } from '../../core/files/install-files.ts';
import { inFolder, type NamedFile, script, textFile } from '../../core/files/named-file.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import { unitAddition } from '../../core/overrides/unit-addition.ts';
import { backupTool } from './backup-tool.ts';
import { accessFiles } from './files/access.ts';
import { type Datastore, datastoresByMachine, hasGuests } from './files/datastores.ts';
import { applySettings, metricsSettings } from './files/settings.ts';
import { METRICS_UNITS, metricsService, metricsTimer } from './files/units.ts';

export default {
  id: 'pbs',
  title: 'Proxmox Backup Server',
  plays: { backupTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const [machine, datastores] of datastoresByMachine(model)) {
      const folder = backupTool.folder(machine);
      const about = [machine.subject, ...datastores.map(({ repository }) => repository.subject)];
      yield* inFolder(folder, about, filesOf(model, machine, datastores, folder));
    }
  },
  accept: [
    { tool: 'shellcheck', match: /^infra\/pbs\/[^/]+\/[^/]+\.(sh|settings)$/, argv: (path) => [path] },
    { tool: 'pbs-datastores', match: /^infra\/pbs\/[^/]+\/apply\.(sh|settings)$/, argv: (path) => [path] },
    { tool: 'pbs-access', match: /^infra\/pbs\/[^/]+\/access\.(sh|settings|json)$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/pbs\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
  additions: [unitAddition(/^infra\/pbs\/[^/]+\/[^/]+\.(service|timer)$/)],
} as const satisfies System;

function* filesOf(model: Model, machine: Host | Guest, datastores: readonly Datastore[], folder: string): Iterable<NamedFile> {
  yield script('apply.sh', 'generators/pbs/runtime/apply.sh');
  yield textFile('apply.settings', applySettings(machine.id, datastores));
  if (model.lab.systems.pbs.access) {
    const { settings, shown } = accessFiles(model, machine.id, datastores);
    yield script('access.sh', 'generators/pbs/runtime/access.sh');
    yield textFile('access.settings', settings);
    yield textFile('access.json', shown);
  }
  const filled = datastores.filter(hasGuests);
  if (filled.length === 0) return;
  const metrics = metricsFolder(model);
  yield script('metrics.sh', 'generators/pbs/runtime/metrics.sh');
  yield textFile('metrics.settings', metricsSettings(machine.id, filled, metrics));
  yield textFile(METRICS_UNITS[0], metricsService(machine, `${folder}/metrics.sh`, metrics));
  yield textFile(METRICS_UNITS[1], metricsTimer(model.lab));
  yield* installFiles({ what: `the backup server ${machine.id}`, units: METRICS_UNITS, prefixes: ['rackbook-pbs-'], folders: [[metrics]] });
}
