import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Model } from '../../core/contract.ts';
import { labSecrets } from '../../core/facts/secrets/secrets.ts';
import { secretStoreOf } from '../../core/facts/secrets/store.ts';
import type { Playbooks } from '../../testbed/system-proof.ts';

/** Values of the lab's secrets, made for one run of the proof and kept in the store of the lab on the control node. */
export interface SecretValues {
  /** By id. */
  readonly values: ReadonlyMap<string, string>;
  /** Every value that there ever was. */
  readonly ever: ReadonlySet<string>;
  /** Gives some of them another value. */
  change(ids: readonly string[]): Promise<void>;
}

const madeUp = () => randomBytes(18).toString('base64url');

/** Fills the store by its own program. A lab without a store has no values. */
export async function makeSecretValues(model: Model, root: string, playbooks: Playbooks): Promise<SecretValues> {
  const values = new Map<string, string>();
  const ever = new Set<string>();
  const store = secretStoreOf(model);
  const change: SecretValues['change'] = async (ids) => {
    if (!store || ids.length === 0) return;
    const given = new Map(ids.map((id) => [id, madeUp()]));
    const file = join(root, store.file);
    const write = async (content: string) => {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    };
    const text = await readFile(file, 'utf8').catch(() => undefined);
    const done = await store.put(given, model.lab, { text, root, write, run: playbooks.runStore });
    if (!done.ok) throw new Error(`the store of secrets could not be filled: ${done.why} ${done.hint}`);
    for (const [id, value] of given) {
      values.set(id, value);
      ever.add(value);
    }
  };
  await change(labSecrets(model).map(({ id }) => id));
  return { values, ever, change };
}
