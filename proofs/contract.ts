import type { Model } from '../core/contract.ts';
import type { RecordedFiles } from './files/recorded-files.ts';
import type { Findings } from './record/make-record.ts';

/** Shows by running it that what was generated does what the inventory says. */
export interface Proof {
  /** What `npm run verify -- <id>` calls it. */
  readonly id: string;
  readonly title: string;
  /** Why there is nothing to prove in a lab, or undefined; may look at its files. */
  nothing(model: Model, files: RecordedFiles): string | undefined;
  /** Why it cannot be tried on this machine or with this lab, or undefined. */
  obstacle(model: Model): Promise<string | undefined>;
  run(request: ProofRequest): Promise<Findings>;
}

/** All that a proof is given. Of the generated files it gets what it takes from `files`, and so the record has it. */
export interface ProofRequest {
  readonly model: Model;
  readonly files: RecordedFiles;
  /** Folder for what is made on the way; need not be there. */
  readonly scratch: string;
  /** Reports what is being done. */
  readonly say: (what: string) => void;
}
