import type { Model } from './contract.ts';
import type { Span } from './diagnostic.ts';
import type { SubjectId } from './model/node.ts';

/** The lab, ready for generators, collectors and the site. */
export interface LoadedLab {
  readonly model: Model;
  /** Where a thing is declared. */
  readonly spanOf: (subject: SubjectId) => Span | undefined;
}
