import { secretShape } from '../../lib/secrets/shapes.ts';
import type { FoundSecret } from './find-secrets.ts';

/** What is said of a secret that was found; never the secret. `before` is what stands before its path, `file` a file of a project. */
export function secretMessage(before: readonly string[], { path, kind, what, isKey }: FoundSecret, file?: string): string {
  // A key that is a secret itself stays unsaid.
  const steps = [...before, ...(isKey ? path.slice(0, -1) : path)].map((step) => (secretShape(String(step)) ? '•••' : step)).join('.');
  const place = file === undefined ? steps : `${steps} of ${file}`;
  if (kind === 'default') return `${place} sets ${what} to a placeholder or a published default, which protects nothing.`;
  return `${place} ${isKey ? 'has a key that ' : ''}looks like ${what}. The inventory is in Git, where secrets do not belong.`;
}
