import type { Acceptance } from '../../../core/contract.ts';

const argv = (): readonly string[] => [];

/** Who has to take the YAML that is generated for Ansible. Each reads the whole folder, and says what is wrong in which file. */
export const accept = [
  { tool: 'ansible-lint', match: /^infra\/ansible\/.*\.ya?ml$/, argv },
  { tool: 'ansible-syntax', match: /^infra\/ansible\/playbooks\/[^/]+\.ya?ml$/, argv },
  { tool: 'ansible-arguments', match: /^infra\/ansible\/(?:collections|playbooks|roles)\/.*\.ya?ml$/, argv },
  { tool: 'ansible-inventory', match: /^infra\/ansible\/inventory\//, argv },
  { tool: 'ansible-plugins', match: /^infra\/ansible\/.*\.py$/, argv },
  { tool: 'ansible-config', match: /^infra\/ansible\/ansible\.cfg$/, argv },
  { tool: 'ansible-texts', match: /^infra\/ansible\/(?:.*\.md|requirements\.txt)$/, argv },
] as const satisfies readonly Acceptance[];
