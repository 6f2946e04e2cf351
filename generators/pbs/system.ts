import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { METRICS } from '../../core/facts/backup/places.ts';
import { installScript } from '../../formats/install-script.ts';
import { backupTool } from './backup-tool.ts';
import { applyScript } from './files/apply-script.ts';
import { datastoresOf } from './files/datastores.ts';
import { metricsScript } from './files/metrics-script.ts';
import { METRICS_UNIT, metricsService, metricsTimer } from './files/units.ts';

export default {
  id: 'pbs',
  title: 'Proxmox Backup Server',
  plays: { backupTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const [machine, datastores] of Map.groupBy(datastoresOf(model), (datastore) => datastore.machine)) {
      const folder = backupTool.folder(machine);
      const about = [machine.subject, ...datastores.map(({ repository }) => repository.subject)];
      yield { path: `${folder}/apply.sh`, content: applyScript(machine.id, datastores), mode: 0o755, about };
      const filled = datastores.filter(({ guests }) => guests.length > 0);
      if (filled.length === 0) continue;
      const units = [`${METRICS_UNIT}.service`, `${METRICS_UNIT}.timer`] as const;
      yield { path: `${folder}/metrics.sh`, content: metricsScript(machine.id, filled), mode: 0o755, about };
      yield { path: `${folder}/${units[0]}`, content: metricsService(machine, `${folder}/metrics.sh`), about };
      yield { path: `${folder}/${units[1]}`, content: metricsTimer(model.lab), about };
      yield {
        path: `${folder}/install.sh`,
        content: installScript(`the backup server ${machine.id}`, units, 'rackbook-pbs-', [METRICS]),
        mode: 0o755,
        about,
      };
    }
  },
  accept: [
    { tool: 'shellcheck', match: /^infra\/pbs\/[^/]+\/[^/]+\.sh$/, argv: (path) => [path] },
    { tool: 'pbs-datastores', match: /^infra\/pbs\/[^/]+\/apply\.sh$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/pbs\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
} as const satisfies System;
