import type { Secret } from '../facts/secrets/secret.ts';
import type { SecretStore, StoreEntry, StoreFault } from '../roles/secret-store.ts';

/** `unknown` where no store was chosen, or where it cannot be read. */
export type SecretState = 'encrypted' | 'plain' | 'missing' | 'unknown';

export interface StoreReport {
  readonly store: SecretStore | undefined;
  readonly secrets: readonly { readonly secret: Secret; readonly state: SecretState }[];
  /** In the store, and used by nobody any more. */
  readonly unused: readonly StoreEntry[];
  /** In the store, and readable for everybody; some may be unused. */
  readonly plain: readonly StoreEntry[];
  readonly faults: readonly StoreFault[];
}

/** Compares what the lab needs with what its store has. `text` is undefined where there is no file. */
export function storeReport(secrets: readonly Secret[], store: SecretStore | undefined, text: string | undefined): StoreReport {
  const { entries, faults } = store && text !== undefined ? store.read(text) : { entries: [], faults: [] };
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const needed = new Set(secrets.map(({ id }) => id));
  // Of a file that was not understood nothing is known to be missing.
  const absent = store && faults.length === 0 ? 'missing' : 'unknown';
  return {
    store,
    secrets: secrets.map((secret) => ({ secret, state: known.get(secret.id)?.state ?? absent })),
    unused: entries.filter(({ id }) => !needed.has(id)),
    plain: entries.filter(({ state }) => state === 'plain'),
    faults,
  };
}

/** Whether a deploy would find all that it needs, and nobody else would. */
export function isComplete({ secrets, plain, faults }: StoreReport): boolean {
  return plain.length === 0 && faults.length === 0 && secrets.every(({ state }) => state === 'encrypted');
}
