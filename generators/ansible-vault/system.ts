import type { System } from '../../core/contract.ts';
import { quote } from '../../formats/shell.ts';
import { put } from './put.ts';
import { readVault } from './store.ts';

export default {
  id: 'ansible-vault',
  title: 'Ansible Vault',
  plays: {
    secretStore: {
      store: 'ansible-vault',
      opens: { by: 'password' },
      title: 'Ansible Vault',
      file: 'secrets/vault.yaml',
      key: 'the password of the vault, in the file that ANSIBLE_VAULT_PASSWORD_FILE names',
      read: readVault,
      show: (id) =>
        `ansible localhost --extra-vars @secrets/vault.yaml --module-name ansible.builtin.debug --args ${quote(`msg={{ rackbook_secrets["${id}"] }}`)}`,
      put,
    },
  },
} as const satisfies System;
