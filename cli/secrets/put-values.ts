import type { Secret } from '../../core/facts/secrets/secret.ts';
import type { Lab } from '../../core/model/lab/lab.ts';
import { inert } from '../../core/report/terminal.ts';
import type { SecretStore } from '../../core/roles/secret-store.ts';
import { storeIo } from './store-io.ts';

/** Hands values to the store, and says what was done. Gives the exit code. */
export async function putValues(
  values: ReadonlyMap<string, string>,
  { lab, store, root, text }: { lab: Lab; store: SecretStore; root: string; text: string | undefined },
): Promise<number> {
  const done = await store.put(values, lab, storeIo(root, store.file, text));
  for (const id of done.ids) process.stdout.write(`${inert(id)} is in ${store.file} now.\n`);
  if (done.ok) return 0;
  process.stderr.write(`${inert(done.why)}\n${inert(done.hint)}\n`);
  return 1;
}

/** The secret that an id means: one that has the value of another is that other one. */
export function secretCalled(secrets: readonly Secret[], id: string): Secret | undefined {
  return secrets.find((secret) => secret.id === id || secret.sameAs.includes(id));
}
