import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { ProofRecord } from './record.ts';

/** Where the last run of a proof is kept. It is no part of Git: it says what was seen on this machine. */
export function proofPath(root: string, id: string): string {
  return join(root, '.rackbook', 'proofs', `${id}.json`);
}

export function writeProof(root: string, record: ProofRecord): void {
  const path = proofPath(root, record.id);
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomic.sync(path, `${JSON.stringify(record, null, 2)}\n`);
}
