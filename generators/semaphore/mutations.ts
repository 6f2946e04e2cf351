import type { Mutation } from '../../core/contract.ts';

const lab = 'control';
const project = /^infra\/semaphore\/project\.json$/;
const backup = /^infra\/semaphore\/backup\.json$/;

export default [
  { tool: 'semaphore-project', lab, what: 'a misspelt key', match: project, from: '"git_branch"', to: '"branch"' },
  {
    tool: 'semaphore-project',
    lab,
    what: 'a value of a secret',
    match: project,
    from: '"name": "Machines",\n      "type": "ssh"',
    to: '"name": "Machines",\n      "type": "ssh",\n      "secret": "x"',
  },
  { tool: 'semaphore-project', lab, what: 'a view that is not there', match: project, from: '"view": "Backup"', to: '"view": "Back"' },
  { tool: 'semaphore-project', lab, what: 'a schedule of four fields', match: project, from: '"30 5 * * *"', to: '"30 5 * *"' },
  {
    tool: 'semaphore-project',
    lab,
    what: 'playbooks without an inventory',
    match: project,
    from: /"inventory": "Machines",\n\s+"name": "Build/,
    to: '"name": "Build',
  },
  {
    tool: 'semaphore-backup',
    lab,
    what: 'the title of a view in another word',
    match: backup,
    from: '"title": "Backup"',
    to: '"name": "Backup"',
  },
  {
    tool: 'semaphore-backup',
    lab,
    what: 'a key that is not there',
    match: backup,
    from: '"vault_key": "Store of secrets"',
    to: '"vault_key": "Store"',
  },
  {
    tool: 'semaphore-backup',
    lab,
    what: 'two templates of one name',
    match: backup,
    from: '"name": "Back up now"',
    to: '"name": "Build the lab"',
  },
  {
    tool: 'python',
    lab,
    what: 'an indent that fits nothing',
    match: /^infra\/semaphore\/apply\.py$/,
    from: '    def find(self):',
    to: '   def find(self):',
  },
] as const satisfies readonly Mutation[];
