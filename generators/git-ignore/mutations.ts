import type { Mutation } from '../../core/contract.ts';

const match = /^infra\/\.gitignore$/;

export default [
  { tool: 'git-ignore', what: 'state that is not ignored', match, from: '*.tfstate\n', to: '' },
  { tool: 'git-ignore', what: 'generated files that are', match, from: '*.retry\n', to: '*.retry\n*.yaml\n' },
  {
    tool: 'git-ignore',
    what: 'an exception of which the folder is ignored',
    lab: 'kept-data',
    match,
    from: '!/compose/box/notes/data/\n',
    to: '',
  },
  {
    tool: 'git-ignore',
    what: 'a folder that is taken back with all that is in it',
    lab: 'kept-data',
    match,
    from: '*.tfvars\n',
    to: '!*.tfvars\n',
  },
] as const satisfies readonly Mutation[];
