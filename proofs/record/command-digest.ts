import { createHash } from 'node:crypto';

/** Tells one command of a runbook from another: the first 16 hexadecimal digits of the SHA-256 of its text, exactly as it is typed. */
export function commandDigest(run: string): string {
  return createHash('sha256').update(run).digest('hex').slice(0, 16);
}
