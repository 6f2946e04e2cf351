import type { ScalarTag } from 'yaml';
import type { StoreContents } from '../../core/roles/secret-store.ts';
import { readStore } from '../../core/secret-store/store-file.ts';

/** First words of what Ansible Vault has encrypted. */
export const MAGIC = '$ANSIBLE_VAULT;';

/** Keeps an encrypted value as it stands; Ansible opens it when it is used. */
export const vaultTag: ScalarTag = { tag: '!vault', resolve: (text) => text };

/** `$ANSIBLE_VAULT;1.1;AES256`, with the id of a vault in 1.2, and then lines of hexadecimal. */
const ENCRYPTED = /^\$ANSIBLE_VAULT;1\.[12];AES256(;[^\n;]+)?\n([0-9a-f]+\n?)+$/;

export function readVault(text: string): StoreContents {
  if (text.startsWith(MAGIC))
    return {
      entries: [],
      faults: [
        { line: 1, message: 'The whole file is encrypted, so that nobody can see which secrets it has. Only the values are to be.' },
      ],
    };
  return readStore(text, {
    tags: [vaultTag],
    isEncrypted: ({ tag, value }) => tag === '!vault' && typeof value === 'string' && ENCRYPTED.test(value),
  });
}
