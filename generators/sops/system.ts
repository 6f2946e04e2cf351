import type { System } from '../../core/contract.ts';
import { quote } from '../../formats/shell.ts';
import { FILE } from './file.ts';
import { put } from './put.ts';
import { readSops } from './store.ts';

export default {
  id: 'sops',
  title: 'SOPS',
  plays: {
    secretStore: {
      store: 'sops',
      opens: { by: 'key', variable: 'SOPS_AGE_KEY' },
      title: 'SOPS with age',
      file: FILE,
      key: 'the private key of age, in the file that SOPS_AGE_KEY_FILE names',
      read: readSops,
      show: (id) => `sops decrypt --extract ${quote(`["rackbook_secrets"]["${id}"]`)} ${FILE}`,
      put,
    },
  },
} as const satisfies System;
