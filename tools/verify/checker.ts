import type { Acceptance, JudgeId } from '../../core/contract.ts';
import type { Tool } from '../tool.ts';

/** What a real program said of one file. */
export interface Judgement {
  readonly path: string;
  readonly ok: boolean;
  /** The program's own words when it refused, else how much it took: `3 diagrams`. */
  readonly detail: string;
}

/** One generated file and the acceptance that matched it. */
export interface Candidate {
  readonly path: string;
  readonly acceptance: Acceptance;
}

export interface CheckContext {
  /** Repository whose files are checked. */
  readonly root: string;
  /** Words that start the program; empty for a checker without a program. */
  readonly argv: readonly string[];
  /** The same of each tool that {@link Checker.alsoNeeds} names, by its id. */
  readonly others?: ReadonlyMap<JudgeId, readonly string[]>;
}

/** A way of asking a program that is more than one call a file. */
export interface Checker {
  /** As generators name it in {@link Acceptance.tool}. */
  readonly id: string;
  readonly title: string;
  /** Tool that has to be there; undefined when an npm dependency does the work. */
  readonly needs?: Tool;
  /** Ids of tools that have to be there too; they may be of other systems. */
  readonly alsoNeeds?: readonly JudgeId[];
  /**
   * Set when no real program reads the file: the verdict is that of our own grammar, made from the program's documentation.
   * `npm run verify` says so in each row.
   */
  readonly ourReading?: true;
  /** Why the tool, though it is there, cannot be asked on this machine; undefined when it can. */
  obstacle?(): Promise<string | undefined>;
  check(files: readonly Candidate[], context: CheckContext): Promise<readonly Judgement[]>;
}
