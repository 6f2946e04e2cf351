import type { Model } from '../core/contract.ts';
import type { Proof } from './contract.ts';
import { changesSince, type FileChange } from './files/changes-since.ts';
import type { FileSource } from './files/file-source.ts';
import { recordFiles } from './files/recorded-files.ts';
import type { ProofRecord } from './record/record.ts';

/** Whether the committed record of a proof says something of the files that are there now. */
export interface RecordState {
  readonly id: string;
  /** `none`: there is no record that can be read. `stale`: it is of other files. `nothing`: this lab has nothing to prove. */
  readonly state: 'holds' | 'failed' | 'stale' | 'none' | 'nothing';
  /** Of `stale`. */
  readonly changes: readonly FileChange[];
}

/** Judges a record without running anything. */
export function checkRecord(proof: Proof, record: ProofRecord | undefined, model: Model, files: FileSource): RecordState {
  const { id } = proof;
  if (proof.nothing(model, recordFiles(files)) !== undefined) return { id, state: 'nothing', changes: [] };
  if (!record) return { id, state: 'none', changes: [] };
  const changes = changesSince(record, files);
  if (changes.length > 0) return { id, state: 'stale', changes };
  // A record may say that it is well and hold a check that failed, or none at all.
  const holds = record.ok && record.checks.length > 0 && record.checks.every(({ ok }) => ok);
  return { id, state: holds ? 'holds' : 'failed', changes };
}
