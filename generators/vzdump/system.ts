import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { guestJobs } from '../../core/facts/backup/jobs.ts';
import { guestJobsOf } from '../../core/facts/backup/of-machine.ts';
import { emitJson } from '../../formats/json.ts';
import { guestJobId } from './facts/guest-job-id.ts';
import { copyingHosts, jobsOf, KEEP_ALL, storagesOf } from './files/jobs.ts';
import { applySettings } from './files/settings.ts';
import { guestCopier } from './guest-copier.ts';

export default {
  id: 'vzdump',
  title: 'Backup jobs of Proxmox VE',
  plays: { guestCopier },
  *files(model: Model): Iterable<GeneratedFile> {
    const all = guestJobs(model);
    const declared = all.map((job) => guestJobId(model, job)).sort();
    for (const host of copyingHosts(model)) {
      const own = guestJobsOf(model, host);
      const about = [...new Set([host.subject, ...own.flatMap(({ policy, repository }) => [policy.subject, repository.subject])])];
      const jobs = jobsOf(model, host);
      const storages = storagesOf(model, host);
      const folder = `infra/vzdump/${host.id}`;
      yield { path: `${folder}/apply.sh`, copyOf: 'generators/vzdump/runtime/apply.sh', mode: 0o755, about };
      yield { path: `${folder}/apply.settings`, content: applySettings(host.id, storages, jobs, declared), about };
      const shown = storages.map(({ encrypted, ...storage }) => ({
        ...storage,
        content: 'backup',
        disable: '0',
        'prune-backups': KEEP_ALL,
        type: guestCopier.into,
      }));
      yield { path: `${folder}/jobs.json`, content: emitJson({ jobs, storages: shown }), about };
    }
  },
  accept: [
    { tool: 'shellcheck', match: /^infra\/vzdump\/[^/]+\/apply\.(sh|settings)$/, argv: (path) => [path] },
    { tool: 'vzdump-jobs', match: /^infra\/vzdump\/[^/]+\/(apply\.sh|apply\.settings|jobs\.json)$/, argv: (path) => [path] },
  ],
} as const satisfies System;
