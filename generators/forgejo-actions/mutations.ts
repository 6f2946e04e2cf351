import type { Mutation } from '../../core/contract.ts';

const of = (id: string) => new RegExp(`^\\.forgejo/workflows/rackbook-${id}\\.yml$`);
const lab = 'forge';

export default [
  { tool: 'actionlint', lab, what: 'a misspelt key', match: of('check'), from: 'runs-on:', to: 'run-on:' },
  { tool: 'actionlint', lab, what: 'a job that is not there', match: of('drift'), from: 'needs: drift', to: 'needs: drifts' },
  { tool: 'actionlint', lab, what: 'a minute that is none', match: of('update'), from: '0 20 * * 6', to: '60 20 * * 6' },
  { tool: 'actionlint', lab, what: 'a default that cannot be chosen', match: of('deploy'), from: 'default: all', to: 'default: every' },
  { tool: 'actionlint', lab, what: 'a step without a script', match: of('deploy'), from: /\n\s+run: infra.*deploy\n/, to: '\n' },
  {
    tool: 'workflow-safety',
    lab,
    what: 'an action that is not pinned',
    match: of('check'),
    from: 'name: Get the files',
    to: 'name: Get the files\n        uses: actions/checkout@v7 # v7',
  },
  { tool: 'workflow-safety', lab, what: 'no permissions', match: of('drift'), from: '    permissions:\n      contents: read\n', to: '' },
  {
    tool: 'workflow-safety',
    lab,
    what: 'the runner of the lab for strangers',
    match: of('plan'),
    from: 'github.event.pull_request.head.repo.full_name == github.repository',
    to: "github.event.pull_request.state == 'open'",
  },
  {
    tool: 'workflow-safety',
    lab,
    what: 'two deploys at once',
    match: of('deploy'),
    from: /concurrency:\n.*\n.*\n/,
    to: '',
  },
  {
    tool: 'workflow-safety',
    lab,
    what: 'the title of a pull request in a script',
    match: of('plan'),
    from: 'git-host.py comment',
    to: 'git-host.py comment ${{ github.event.pull_request.title }}',
  },
  {
    tool: 'shellcheck',
    lab,
    what: 'an unquoted variable',
    match: /forgejo-actions\/in-lab\.sh$/,
    from: 'rm -rf "$work"',
    to: 'rm -rf $work',
  },
  {
    tool: 'python',
    lab,
    what: 'a missing colon',
    match: /forgejo-actions\/git-host\.py$/,
    from: 'def main(words):',
    to: 'def main(words)',
  },
] as const satisfies readonly Mutation[];
