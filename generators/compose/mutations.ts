import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'docker-compose', what: 'an unknown key', match: /\/compose\.yaml$/, from: 'restart:', to: 'restrat:' },
  { tool: 'docker-compose', what: 'an undeclared network', match: /\/compose\.yaml$/, from: /^networks:[\s\S]*/m, to: '' },
  {
    tool: 'docker-daemon',
    what: 'an unknown setting',
    match: /\/docker\/srv-1\/daemon\.json$/,
    from: '"live-restore"',
    to: '"live-restor"',
  },
  { tool: 'docker-daemon', what: 'text that does not parse', match: /\/docker\/srv-1\/daemon\.json$/, from: '{', to: '{{' },
  { tool: 'shellcheck', what: 'an unclosed quote', match: /\/up\.sh$/, from: 'set -eu', to: "set -eu '" },
] as const satisfies readonly Mutation[];
