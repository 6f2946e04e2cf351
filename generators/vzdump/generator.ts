import type { GeneratedFile, Generator } from '../../core/contract.ts';
import { emitJson } from '../../core/emit/json.ts';
import { guestJobId } from '../../core/facts/backup/guest-job-id.ts';
import { guestJobs } from '../../core/facts/backup/jobs.ts';
import { guestJobsOf } from '../../core/facts/backup/of-machine.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Model } from '../../core/model.ts';
import { applyScript } from './apply-script.ts';
import { jobsOf, KEEP_ALL, storagesOf } from './jobs.ts';

export default {
  id: 'vzdump',
  title: 'Backup jobs of Proxmox VE',
  *generate(model: Model, _facts: Facts): Iterable<GeneratedFile> {
    const all = guestJobs(model);
    const declared = all.map((job) => guestJobId(model, job)).sort();
    for (const host of new Set(all.map((job) => job.host))) {
      const own = guestJobsOf(model, host);
      const about = [...new Set([host.subject, ...own.flatMap(({ policy, repository }) => [policy.subject, repository.subject])])];
      const jobs = jobsOf(model, host);
      const storages = storagesOf(model, host);
      const folder = `infra/vzdump/${host.id}`;
      yield { path: `${folder}/apply.sh`, content: applyScript(host.id, storages, jobs, declared), mode: 0o755, about };
      const shown = storages.map(({ encrypted, ...storage }) => ({
        ...storage,
        content: 'backup',
        disable: '0',
        'prune-backups': KEEP_ALL,
        type: 'pbs',
      }));
      yield { path: `${folder}/jobs.json`, content: emitJson({ jobs, storages: shown }), about };
    }
  },
  accept: [
    { tool: 'shellcheck', match: /^infra\/vzdump\/[^/]+\/apply\.sh$/, argv: (path) => [path] },
    { tool: 'vzdump-jobs', match: /^infra\/vzdump\/[^/]+\/(apply\.sh|jobs\.json)$/, argv: (path) => [path] },
  ],
} satisfies Generator;
