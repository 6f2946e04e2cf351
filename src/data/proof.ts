import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Route } from '../../core/facts/facts.ts';
import { ingressDigest } from '../../core/proofs/digest.ts';
import { proofPath } from '../../core/proofs/proof-file.ts';
import { type ProofCheck, type ProofRecord, proofSchema } from '../../core/proofs/record.ts';
import { root } from './lab.ts';

export type { ProofCheck, ProofRecord };

/** Bytes; a larger file is not read. */
const SIZE_LIMIT = 4 * 1024 * 1024;

/** `earlier`: it was proven, or refuted, for other generated files than today's. */
export type ProofState = 'proven' | 'failed' | 'earlier' | 'none';

/** The last run of the generated ingress with real programs; `none` comes without a record. */
export type IngressProof =
  | { readonly state: 'none'; readonly record?: undefined }
  | { readonly state: 'proven' | 'failed' | 'earlier'; readonly record: ProofRecord };

let known: IngressProof | undefined;

export function proofState(): IngressProof {
  known ??= judgeProof(readRecord(resolve(root, process.env['RACKBOOK_PROOF'] ?? proofPath(root, 'ingress'))));
  return known;
}

/** What the proof says of one hostname. Without a check of its own it is not proven, whatever the rest says. */
export function proofOf({ service, exposure }: Route): { readonly state: ProofState; readonly passed: number; readonly checks: number } {
  const { state, record } = proofState();
  const checks = record?.checks.filter(({ subject, name }) => subject === service.subject && isAbout(name, exposure.hostname)) ?? [];
  const passed = checks.filter(({ ok }) => ok).length;
  if (checks.length === 0 || state === 'none' || state === 'earlier')
    return { state: checks.length === 0 ? 'none' : state, passed, checks: checks.length };
  return { state: passed === checks.length ? 'proven' : 'failed', passed, checks: checks.length };
}

function isAbout(check: string, hostname: string): boolean {
  return check.startsWith(hostname) && !/^[\w.-]/.test(check.slice(hostname.length));
}

function judgeProof(record: ProofRecord | undefined): IngressProof {
  if (!record) return { state: 'none' };
  if (record.digest !== ingressDigest(root)) return { state: 'earlier', record };
  // A record may say that it is well and hold a check that failed, or none at all.
  const passed = record.ok && record.checks.length > 0 && record.checks.every(({ ok }) => ok);
  return { state: passed ? 'proven' : 'failed', record };
}

/** Anybody may have written the file: what does not fit proves nothing. */
function readRecord(path: string): ProofRecord | undefined {
  try {
    if (!existsSync(path) || statSync(path).size > SIZE_LIMIT) return undefined;
    const { success, data } = proofSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return success && data.id === 'ingress' ? data : undefined;
  } catch {
    return undefined;
  }
}
