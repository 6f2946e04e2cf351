import type { PlaybookId } from '../../core/facts/automation/playbook.ts';
import type { Automation } from '../../core/roles/automation.ts';

/** Where the playbooks are and how they are run. */
export const automation: Automation = {
  missing: ({ systems }) =>
    systems.ansible.keys.length > 0 ? undefined : 'Add the public SSH keys that may log in to systems.ansible.keys.',
  folder: 'infra/ansible',
  inventory: 'infra/ansible/inventory',
  packages: 'infra/ansible/requirements.txt',
  prepare: [['ansible-galaxy', 'collection', 'install', '--requirements-file', 'requirements.yml']],
  playbook: (id: PlaybookId) => `infra/ansible/playbooks/${id}.yml`,
  command: (id: PlaybookId) => ['ansible-playbook', '--inventory', 'inventory', `playbooks/${id}.yml`],
  parameterOption: '--extra-vars',
  passwordOption: '--vault-password-file',
  sshVariable: 'ANSIBLE_SSH_COMMON_ARGS',
};
