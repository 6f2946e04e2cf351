import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { failureUnit } from '../../core/facts/backup/failure-unit.ts';
import { sanoidConfig } from './files/config.ts';
import { installSanoid } from './files/install.ts';
import { snapshotTool } from './snapshot-tool.ts';

export default {
  id: 'sanoid',
  title: 'sanoid',
  plays: { snapshotTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const host of model.hosts) {
      const { snapshots, planned } = host;
      if (planned || snapshots?.kind !== 'file-systems' || snapshots.tool !== snapshotTool.tool) continue;
      const folder = snapshotTool.folder(host);
      const about = [host.subject];
      yield { path: `${folder}/sanoid.conf`, content: sanoidConfig(host, snapshots), about };
      yield { path: `${folder}/install.sh`, content: installSanoid(host, snapshots, failureUnit(model, host)), mode: 0o755, about };
    }
  },
  accept: [
    { tool: 'sanoid', match: /^infra\/sanoid\/[^/]+\/sanoid\.conf$/, argv: (path) => [path] },
    { tool: 'shellcheck', match: /^infra\/sanoid\/[^/]+\/install\.sh$/, argv: (path) => [path] },
  ],
} as const satisfies System;
