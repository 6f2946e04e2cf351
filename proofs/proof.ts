import type { Rendered } from '../core/pipeline.ts';
import { proveBackup } from './backup/prove.ts';
import { proveIngress } from './ingress/prove.ts';
import { proveNetwork } from './network/prove.ts';
import type { ProofRecord } from './record/record.ts';

/** Shows by running it that what was generated does what the inventory says. */
export interface Proof {
  /** What `npm run verify -- <id>` calls it. */
  readonly id: string;
  readonly title: string;
  /** Runs the files of a lab that is rendered and up to date on disk below `root`; `say` is told what is being done. */
  run(root: string, rendered: Rendered, say: (what: string) => void): Promise<ProofOutcome>;
}

/** What was found, why nothing could be tried on this machine, or why there is nothing to try. */
export type ProofOutcome = { readonly record: ProofRecord } | { readonly obstacle: string } | { readonly nothing: string };

export const PROOFS: readonly Proof[] = [
  { id: 'backup', title: 'Backups and runbooks', run: proveBackup },
  { id: 'ingress', title: 'Docker stack and ingress', run: proveIngress },
  { id: 'network', title: 'Firewall between the networks', run: proveNetwork },
];
