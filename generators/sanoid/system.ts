import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { failureUnit } from '../../core/facts/backup/failure-unit.ts';
import { snapshotFolder } from '../../core/facts/backup/places.ts';
import { sanoidConfig } from './files/config.ts';
import { installSanoid } from './files/install.ts';

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
      yield { path: `${folder}/install.sh`, content: installSanoid(host, snapshots, failureUnit(model, host)), mode: 0o755, about };
    }
  },
  accept: [
    { tool: 'sanoid', match: /^infra\/sanoid\/[^/]+\/sanoid\.conf$/, argv: (path) => [path] },
    { tool: 'shellcheck', match: /^infra\/sanoid\/[^/]+\/install\.sh$/, argv: (path) => [path] },
  ],
} as const satisfies System;
