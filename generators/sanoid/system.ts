import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { failureUnit } from '../../core/facts/backup/failure-unit.ts';
import { snapshotHosts } from '../../core/facts/backup/snapshot-hosts.ts';
import { sanoidConfig } from './files/config.ts';
import { installSettings } from './files/settings.ts';
import { snapshotTool } from './snapshot-tool.ts';

export default {
  id: 'sanoid',
  title: 'sanoid',
  plays: { snapshotTool },
  *files(model: Model): Iterable<GeneratedFile> {
    for (const { host, snapshots } of snapshotHosts(model, snapshotTool.tool)) {
      const folder = snapshotTool.folder(host);
      const about = [host.subject];
      yield { path: `${folder}/sanoid.conf`, content: sanoidConfig(host, snapshots), about };
      yield { path: `${folder}/install.sh`, copyOf: 'generators/sanoid/runtime/install.sh', mode: 0o755, about };
      yield { path: `${folder}/install.settings`, content: installSettings(host, snapshots, failureUnit(model, host)), about };
    }
  },
  accept: [
    { tool: 'sanoid', match: /^infra\/sanoid\/[^/]+\/sanoid\.conf$/, argv: (path) => [path] },
    { tool: 'shellcheck', match: /^infra\/sanoid\/[^/]+\/install\.(sh|settings)$/, argv: (path) => [path] },
  ],
  additions: [{ match: /^infra\/sanoid\/[^/]+\/sanoid\.conf$/, first: /^\[[^\]]+\]$/, example: '[template_more]\n  hourly = 3' }],
} as const satisfies System;
