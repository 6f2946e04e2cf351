import { readFileSync } from 'node:fs';
import { type KnownSecret, secretsOfEnvironment } from './known-secrets.ts';

/** The secrets that this process was given, see {@link secretsOfEnvironment}. */
export function secretsKnownHere(): readonly KnownSecret[] {
  return secretsOfEnvironment(process.env, (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      // What cannot be read here cannot be published from here either.
      return undefined;
    }
  });
}
