import type { Excuse } from './check/secret-mark.ts';
import type { Model } from './contract.ts';
import type { Span } from './diagnostic.ts';
import type { SubjectId } from './model/node.ts';
import type { LabSource } from './parse/source-file.ts';

/** The lab, ready for generators, collectors and the site. */
export interface LoadedLab {
  readonly model: Model;
  /** Where a thing is declared. */
  readonly spanOf: (subject: SubjectId) => Span | undefined;
  /** What it was read from, without overrides: those are merged into generated files, and are no part of the Model. */
  readonly sources: readonly LabSource[];
  /** What the inventory says is no secret though it looks like one. */
  readonly notSecret: Excuse;
  /** Where a key of the lab stands. */
  readonly labSpan: (key: string, path: readonly string[]) => Span;
}
