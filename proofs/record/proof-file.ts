import { lchownSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeOwnFile } from '../../core/write/own-file.ts';
import { readRegular } from '../../core/write/regular-file.ts';
import { printRecord } from './print-record.ts';
import { type ProofRecord, proofSchema } from './record.ts';

/** Bytes; a larger file is not read. */
const SIZE_LIMIT = 4 * 1024 * 1024;

/** Where the last run of a proof is kept, in Git: who opens the lab anywhere sees when it was proven, and of which files. */
export function proofPath(root: string, id: string): string {
  return join(root, pathOf(id));
}

const pathOf = (id: string): string => `.proofs/${id}.json`;

/** Proofs run as root; the record belongs to the owner of the lab. */
export function writeProof(root: string, record: ProofRecord): void {
  const path = proofPath(root, record.id);
  writeOwnFile(root, pathOf(record.id), printRecord(record));
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(root);
  for (const each of [dirname(path), path]) lchownSync(each, uid, gid);
}

/** The record at a path; undefined where there is none. The file is untrusted: what does not fit proves nothing. */
export function readProof(path: string, id: string): ProofRecord | undefined {
  try {
    const read = readRegular(path, SIZE_LIMIT);
    if (read.kind !== 'file') return undefined;
    const { success, data } = proofSchema.safeParse(JSON.parse(read.bytes.toString('utf8')));
    return success && data.id === id ? data : undefined;
  } catch {
    return undefined;
  }
}
