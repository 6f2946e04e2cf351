import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { failureUnit } from '../../core/facts/backup/failure-unit.ts';
import { onMachine, SNAPSHOTS_UNIT } from '../../core/facts/backup/places.ts';
import { installScript } from '../../formats/install-script.ts';
import { timerUnit } from '../../formats/timer-unit.ts';
import { btrbkConfig } from './files/config.ts';
import { installLines } from './files/install-lines.ts';
import { HEADER, snapshotService } from './files/unit.ts';
import { snapshotTool } from './snapshot-tool.ts';

export default {
  id: 'btrbk',
  title: 'btrbk',
  plays: { snapshotTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const host of model.hosts) {
      const { snapshots, planned } = host;
      if (planned || snapshots?.kind !== 'file-systems' || snapshots.tool !== snapshotTool.tool) continue;
      const folder = snapshotTool.folder(host);
      const about = [host.subject];
      const mounts = snapshots.of.map(({ mount }) => mount);
      const units = [`${SNAPSHOTS_UNIT}.service`, `${SNAPSHOTS_UNIT}.timer`] as const;
      const file = (name: string, content: string): GeneratedFile => ({ path: `${folder}/${name}`, content, about });
      yield file('btrbk.conf', btrbkConfig(host, snapshots));
      yield file(units[0], snapshotService(onMachine(host, `${folder}/btrbk.conf`), mounts, failureUnit(model, host)));
      yield file(units[1], timerUnit(HEADER, 'When local snapshots are made', snapshots.when, model.lab.timezone));
      yield {
        ...file('install.sh', installScript(`the snapshots of ${host.id}`, units, SNAPSHOTS_UNIT, [], installLines(mounts))),
        mode: 0o755,
      };
    }
  },
  accept: [
    {
      tool: 'btrbk',
      match: /^infra\/btrbk\/[^/]+\/btrbk\.conf$/,
      // Lists what it has read, without a look at a file system.
      argv: (path) => ['--config', path, '--format', 'raw', 'list', 'config'],
    },
    { tool: 'shellcheck', match: /^infra\/btrbk\/[^/]+\/install\.sh$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/btrbk\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
} as const satisfies System;
