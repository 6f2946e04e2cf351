import { join } from 'node:path';
import type { Model } from '../core/contract.ts';
import type { Ledger } from '../core/plan/ledger.ts';
import type { Proof } from './contract.ts';
import { filesOnDisk } from './files/file-source.ts';
import { recordFiles } from './files/recorded-files.ts';
import { makeRecord } from './record/make-record.ts';
import type { ProofRecord } from './record/record.ts';

/** What was found, why nothing could be tried on this machine, or why there is nothing to try. */
export type ProofOutcome = { readonly record: ProofRecord } | { readonly obstacle: string } | { readonly nothing: string };

/** Runs a proof on the generated files of a lab, those of its ledger, as they are on disk below `root`. */
export async function runProof(
  proof: Proof,
  root: string,
  ledger: Ledger,
  model: Model,
  say: (what: string) => void,
): Promise<ProofOutcome> {
  const files = recordFiles(filesOnDisk(root, ledger));
  const nothing = proof.nothing(model, files);
  if (nothing !== undefined) return { nothing };
  const obstacle = await proof.obstacle(model);
  if (obstacle !== undefined) return { obstacle };
  const started = new Date();
  const findings = await proof.run({ model, files, scratch: join(root, '.rackbook', 'verify'), say });
  return { record: makeRecord(proof.id, findings, files.reads(), started, new Date()) };
}
