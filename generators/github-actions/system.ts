import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { type Pin, pinned, pipelineFiles } from '../../core/facts/automation/pipeline-files.ts';
import { cronOf } from '../../core/facts/automation/pipeline-settings.ts';

const FOLDER = 'infra/github-actions';
/** The commit that the tag stands for in the action's own repository. */
const CHECKOUT: Pin = { action: 'actions/checkout', commit: '3d3c42e5aac5ba805825da76410c181273ba90b1', version: 'v7.0.1' };

/** Labels are those of runners of the lab, which it cannot know; and what it finds does not depend on other programs of this machine. */
const ONLY = ['-ignore', 'label ".+" is unknown', '-shellcheck=', '-pyflakes='];
const READS = 'import sys; compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec")';

export default {
  id: 'github-actions',
  title: 'GitHub Actions',
  *files(model: Model): Iterable<GeneratedFile> {
    const { runner, vpn, branch, drift, update, 'check-runner': anywhere } = model.lab.systems['github-actions'];
    if (runner === undefined) return;
    yield* pipelineFiles(model, {
      folder: FOLDER,
      workflows: '.github/workflows',
      vpn,
      // An environment asks people; its settings are looked at before.
      approval: 'guard',
      drift: cronOf(drift),
      update: cronOf(update),
      pins: [CHECKOUT],
      dialect: {
        checkout: [{ name: 'Get the files', uses: pinned(CHECKOUT), with: { 'persist-credentials': false } }],
        runsOn: { anywhere, lab: runner },
        environments: true,
        run: '${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}',
        self: 'github-actions[bot]',
        branch,
      },
    });
  },
  accept: [
    { tool: 'actionlint', match: /^\.github\/workflows\/rackbook-[^/]+\.yml$/, argv: (path) => ['-no-color', ...ONLY, path] },
    { tool: 'workflow-safety', match: /^\.github\/workflows\/rackbook-[^/]+\.yml$/, argv: (path) => [path] },
    { tool: 'shellcheck', match: /^infra\/github-actions\/[^/]+\.(sh|settings)$/, argv: (path) => [path] },
    { tool: 'python', match: /^infra\/github-actions\/[^/]+\.py$/, argv: (path) => ['-I', '-c', READS, path] },
  ],
} as const satisfies System;
