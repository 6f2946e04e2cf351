import type { Ledger } from '../ledger.ts';

/** One of the versions that Git joins: of a branch, a commit that is picked, or a stash. */
export interface MergeSide {
  readonly ledger: Ledger;
  /** Digests of what it has at each path that matters to the merge. */
  readonly files: ReadonlyMap<string, string>;
}

/** What Git left to do below the output folders. Paths are relative to the root of the lab. */
export interface Merge {
  readonly ours: MergeSide;
  readonly theirs: MergeSide;
  /** Both come from it; empty when that is not known. */
  readonly base: MergeSide;
  /** The ledger on disk, when Git or somebody joined it already. */
  readonly settled?: Ledger | undefined;
  /** Paths that Git did not join. */
  readonly unmerged: ReadonlySet<string>;
  /** Paths that Git joined itself and that nobody changed since. */
  readonly joined: ReadonlySet<string>;
}

/** Which of the two versions of a file. */
export type SideName = 'ours' | 'theirs';
export const SIDES = ['ours', 'theirs'] as const satisfies readonly SideName[];
