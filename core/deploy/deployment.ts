import type { StepId } from './steps.ts';

/** A program with its arguments, as they are; no shell reads them. */
export type Argv = readonly [string, ...string[]];

/** A file that takes effect at a place of its own. */
export interface Placed {
  /** Path in the repository of a file that is generated. */
  readonly from: string;
  /** Absolute path on the machine. */
  readonly to: string;
  /** POSIX permission bits; 0o644 unless said. */
  readonly mode?: 0o644 | 0o640 | 0o600 | 0o755;
  /** The file system there decides on owner and mode, and refuses whoever would set them. */
  readonly decidesOwner?: true;
}

/** A program that no package of Debian brings, so that a person has to have installed it. */
export interface NeededProgram {
  readonly name: string;
  /** What to do where it is missing: a sentence. */
  readonly otherwise: string;
}

/**
 * What has to be done on one machine so that generated files take effect there: data, and no script, so that whatever deploys the lab can
 * do it, a page can say it, and a person can do it by hand. It says nothing that the files say already.
 *
 * Order: packages, programs, folders, `tests`, places, `run`, `units`, `restarts`, `settles`; and `restartsServices` when all projects are
 * up. `run` happens when a file has changed, or when it has not been done for these files yet; all of it can be done again at any time.
 */
export interface Deployment {
  /**
   * Names it among those of its machine: the id of its system, with a dash and a word where the system has several there. What is placed is
   * remembered under it.
   */
  readonly id: string;
  readonly step: StepId;
  /** Id of a host or a guest, or `router` for the router of the lab. */
  readonly machine: string;
  /** What it brings about, in a few words that begin a sentence: `Dumps of databases`. */
  readonly title: string;
  /** Debian packages that have to be there, sorted. */
  readonly packages?: readonly string[];
  /** Nothing is done where one of them is missing. */
  readonly programs?: readonly NeededProgram[];
  /** What a person has to see to because nothing in the lab says how: a sentence each. */
  readonly byHand?: readonly string[];
  /**
   * Generated folders that have to be on the machine, at the same path below the folder that the repository has there. What the ledger
   * owns in them goes along, and nothing else; what went along once and is no longer generated is taken away.
   */
  readonly folders?: readonly string[];
  /** Judge the files of `folders` on the machine before anything takes effect; each has to succeed. */
  readonly tests?: readonly Argv[];
  /** In this order. */
  readonly places?: readonly Placed[];
  /** Makes the files take effect. */
  readonly run?: readonly Argv[];
  /** Units of systemd that run afterwards and after each boot. */
  readonly units?: readonly string[];
  /** Units of systemd that are restarted when something has changed, after `run`. */
  readonly restarts?: readonly string[];
  /**
   * Ids of services of this machine whose containers read the files only when they start: their projects are restarted when a file has
   * changed. One whose containers were made anew since then has read them.
   */
  readonly restartsServices?: readonly string[];
  /** Have to succeed in the end, within a minute: they show that it works. */
  readonly settles?: readonly Argv[];
  /**
   * The connection over which it is deployed may be cut by it. Then, a minute later and unless the machine was reached anew, each place gets
   * back what it held before, whoever wrote that, or is empty again. Where it had been deployed before, the folders come back too, and
   * `run` is done again; at the first time `undo` is done, while the folders are still there.
   */
  readonly guarded?: { readonly undo: readonly Argv[] };
  /** Done when the lab no longer wants it on the machine, while its folders and places are still there; then they are taken away. */
  readonly gone?: readonly Argv[];
}

/** The deployments of a system, or why its files need none: a sentence. */
export type DeployPart<M> = ((model: M) => readonly Deployment[]) | { readonly elsewhere: string };
