import type { Mutation } from '../../core/contract.ts';

const lab = 'renewed';
const match = /^renovate\.json$/;

export default [
  { tool: 'renovate', lab, what: 'a misspelt option', match, from: '"enabledManagers"', to: '"enabledManager"' },
  { tool: 'renovate', lab, what: 'an editor of generated files', match, from: '"custom.regex"', to: '"docker-compose"' },
  { tool: 'renovate', lab, what: 'generated files among those that are edited', match, from: '"inventory/**"', to: '"infra/**"' },
  { tool: 'renovate', lab, what: 'an expression that RE2 has not', match, from: '(?:(?m:^)', to: '(?:(?<=^)' },
  { tool: 'renovate', lab, what: 'an expression that names no version', match, from: '?<currentValue>', to: '?<value>' },
  { tool: 'renovate', lab, what: 'a kind of update that is none', match, from: '"major"', to: '"mayor"' },
] as const satisfies readonly Mutation[];
