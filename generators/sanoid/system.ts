import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { failureUnit } from '../../core/facts/backup/failure-unit.ts';
import { snapshotFolder } from '../../core/facts/backup/places.ts';
import { sanoidConfig } from './files/config.ts';
import { installSettings } from './files/settings.ts';

export default {
  id: 'sanoid',
  title: 'sanoid',
  *files(model: Model): Iterable<GeneratedFile> {
    for (const host of model.hosts) {
      const { snapshots, planned } = host;
      const folder = snapshotFolder(host);
      if (planned || snapshots?.tool !== 'sanoid' || folder === undefined) continue;
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
} as const satisfies System;
