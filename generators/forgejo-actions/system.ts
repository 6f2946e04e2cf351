import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { pipelineFiles } from '../../core/facts/automation/pipeline-files.ts';
import { cronOf } from '../../core/facts/automation/pipeline-settings.ts';
import { CHECKOUT } from './files/checkout.ts';

const WORKFLOWS = /^\.forgejo\/workflows\/rackbook-[^/]+\.yml$/;
/** Labels are those of runners of the lab, which it cannot know; and what it finds does not depend on other programs of this machine. */
const ONLY = ['-ignore', 'label ".+" is unknown', '-shellcheck=', '-pyflakes='];
const READS = 'import sys; compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec")';

export default {
  id: 'forgejo-actions',
  title: 'Forgejo Actions',
  *files(model: Model): Iterable<GeneratedFile> {
    const { runner, vpn, branch, drift, update, approval, 'check-runner': anywhere } = model.lab.systems['forgejo-actions'];
    if (runner === undefined) return;
    yield* pipelineFiles(model, {
      folder: 'infra/forgejo-actions',
      workflows: '.forgejo/workflows',
      vpn,
      approval,
      drift: cronOf(drift),
      update: cronOf(update),
      pins: [],
      dialect: {
        checkout: [CHECKOUT],
        runsOn: { anywhere, lab: runner },
        // Secrets are those of the repository, and no job waits for people.
        environments: false,
        run: '${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_number }}',
        self: 'forgejo-actions',
        branch,
      },
    });
  },
  accept: [
    // Its language is that of GitHub's workflows, of which Forgejo reads nearly all that stands in these.
    { tool: 'actionlint', match: WORKFLOWS, argv: (path) => ['-no-color', ...ONLY, path] },
    { tool: 'workflow-safety', match: WORKFLOWS, argv: (path) => [path] },
    { tool: 'shellcheck', match: /^infra\/forgejo-actions\/[^/]+\.(sh|settings)$/, argv: (path) => [path] },
    { tool: 'python', match: /^infra\/forgejo-actions\/[^/]+\.py$/, argv: (path) => ['-I', '-c', READS, path] },
  ],
} as const satisfies System;
