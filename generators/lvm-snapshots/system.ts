import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { failureUnit } from '../../core/facts/backup/failure-unit.ts';
import { onMachine, SNAPSHOTS_UNIT } from '../../core/facts/backup/places.ts';
import { installScript } from '../../formats/install-script.ts';
import { timerUnit } from '../../formats/timer-unit.ts';
import { installLines } from './files/install-lines.ts';
import { snapshotScript } from './files/snapshot-script.ts';
import { HEADER, snapshotService } from './files/unit.ts';
import { snapshotTool } from './snapshot-tool.ts';

export default {
  id: 'lvm-snapshots',
  title: 'LVM snapshots',
  plays: { snapshotTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const host of model.hosts) {
      const { snapshots, planned } = host;
      if (planned || snapshots?.kind !== 'file-systems' || snapshots.tool !== snapshotTool.tool) continue;
      const folder = snapshotTool.folder(host);
      const about = [host.subject];
      const units = [`${SNAPSHOTS_UNIT}.service`, `${SNAPSHOTS_UNIT}.timer`] as const;
      const file = (name: string, content: string): GeneratedFile => ({ path: `${folder}/${name}`, content, about });
      const script = (name: string, content: string): GeneratedFile => ({ ...file(name, content), mode: 0o755 });
      yield script('snapshot.sh', snapshotScript(host, snapshots));
      yield file(units[0], snapshotService(onMachine(host, `${folder}/snapshot.sh`), failureUnit(model, host)));
      yield file(units[1], timerUnit(HEADER, 'When local snapshots are made', snapshots.when, model.lab.timezone));
      yield script('install.sh', installScript(`the snapshots of ${host.id}`, units, SNAPSHOTS_UNIT, [], installLines(snapshots)));
    }
  },
  accept: [
    { tool: 'shellcheck', match: /^infra\/lvm-snapshots\/[^/]+\/[^/]+\.sh$/, argv: (path) => [path] },
    { tool: 'systemd-unit', match: /^infra\/lvm-snapshots\/[^/]+\/[^/]+\.(service|timer)$/, argv: (path) => [path] },
  ],
} as const satisfies System;
