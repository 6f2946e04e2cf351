import type { Mutation } from '../../core/contract.ts';

const config = { tool: 'amtool', lab: 'alerting', match: /^infra\/alertmanager\// } as const;

export default [
  { ...config, what: 'an unknown key', from: 'group_by:', to: 'groupby:' },
  { ...config, what: 'a route to a receiver that is not there', from: 'receiver: silent', to: 'receiver: silnt' },
  { ...config, what: 'a matcher that does not parse', from: /severity=~/, to: 'severity=~~' },
  { ...config, what: 'a pattern that does not compile', from: '(?i:info|none)', to: '(?i:info|none' },
  { ...config, what: 'an invalid duration', from: /repeat_interval: \S+/, to: 'repeat_interval: often' },
  { ...config, what: 'a webhook without an address', from: /url_file: \S+/, to: 'url_file: ""' },
] as const satisfies readonly Mutation[];
