import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { printRecord } from './print-record.ts';
import { type ProofRecord, proofSchema } from './record.ts';

/** Bytes; a larger file is not read. */
const SIZE_LIMIT = 4 * 1024 * 1024;

/** Where the last run of a proof is kept, in Git: who opens the lab anywhere sees when it was proven, and of which files. */
export function proofPath(root: string, id: string): string {
  return join(root, '.proofs', `${id}.json`);
}

/** Proofs run as root; the record belongs to the owner of the lab. */
export function writeProof(root: string, record: ProofRecord): void {
  const path = proofPath(root, record.id);
  const { uid, gid } = statSync(root);
  mkdirSync(dirname(path), { recursive: true });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(dirname(path), uid, gid);
  writeFileAtomic.sync(path, printRecord(record), isRoot ? { chown: { uid, gid } } : {});
}

/** The record at a path; undefined where there is none. The file is untrusted: what does not fit proves nothing. */
export function readProof(path: string, id: string): ProofRecord | undefined {
  try {
    if (!existsSync(path) || statSync(path).size > SIZE_LIMIT) return undefined;
    const { success, data } = proofSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return success && data.id === id ? data : undefined;
  } catch {
    return undefined;
  }
}
