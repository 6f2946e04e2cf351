import type { SystemParts } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { playersOf } from '../roles/played.ts';
import type { SecretStore } from '../roles/secret-store.ts';
import { readOwnFile } from '../write/own-file.ts';

const LIMIT = 4 * 1024 * 1024;

export type StoreText = { readonly ok: true; readonly text: string | undefined } | { readonly ok: false; readonly why: string };

/** Text of a store's file in a repository; undefined where there is none. */
export function readStoreText(root: string, { file }: Pick<SecretStore, 'file'>): StoreText {
  const read = readOwnFile(root, file, LIMIT);
  if (read.kind === 'missing') return { ok: true, text: undefined };
  if (read.kind === 'refused') return { ok: false, why: `${file} ${read.why}.` };
  return { ok: true, text: read.bytes.toString('utf8') };
}

/**
 * What of the stores in a repository everybody can read, whichever of them the inventory chose. Nothing is published beside it: what was
 * pushed with it is known already, and has to be replaced first.
 */
export function plainSecrets(systems: readonly SystemParts[], root: string): readonly Diagnostic[] {
  return playersOf(systems, 'secretStore').flatMap((store): readonly Diagnostic[] => {
    const read = readStoreText(root, store);
    const { entries, faults } = read.ok && read.text !== undefined ? store.read(read.text) : { entries: [], faults: [] };
    const at = (line: number) => ({ file: store.file, line, col: 1, endLine: line, endCol: 1 });
    return [
      ...(read.ok ? [] : [unencrypted(read.why, at(1), `Let ${store.file} be a file of the repository.`)]),
      ...faults.map(({ line, message }) =>
        unencrypted(`${store.file}:${line}: ${message}`, at(line), `Let ${store.title} write it: npm run secrets says how.`),
      ),
      ...entries
        .filter(({ state }) => state === 'plain')
        .map(({ id, line }) =>
          unencrypted(
            `${store.file} holds ${id} in plain text.`,
            at(line),
            `Take it out, and set a new value: npm run secrets -- --set ${id}. If it was ever pushed, it is known to others.`,
          ),
        ),
    ];
  });
}

function unencrypted(message: string, at: NonNullable<Diagnostic['at']>, hint: string): Diagnostic {
  return { code: 'secret-unencrypted', severity: 'error', message, at, hint };
}
