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
}

/**
 * What has to be done on one machine so that generated files take effect there: data, and no script, so that whatever deploys the lab can
 * do it, a page can say it, and a person can do it by hand. It says nothing that the files say already.
 *
 * Order: packages, folders, `tests`, places, `run`, `units`, `settles`. `run` happens when a file has changed, or when it has not been done
 * for these files yet; all of it can be done again at any time.
 */
export interface Deployment {
  readonly step: StepId;
  /** Id of a host or a guest, or `router` for the router of the lab. */
  readonly machine: string;
  /** What it brings about, in a few words that begin a sentence: `Backup jobs of restic`. */
  readonly title: string;
  /** Debian packages that have to be there, sorted. */
  readonly packages?: readonly string[];
  /**
   * Generated folders that have to be on the machine, at the same path below the folder that the repository has there. What the ledger
   * owns in them goes along, and nothing else; what went along once and is no longer generated is taken away.
   */
  readonly folders?: readonly string[];
  /** Judge the files of `folders` on the machine before anything takes effect; each has to succeed. */
  readonly tests?: readonly Argv[];
  readonly places?: readonly Placed[];
  /** Makes the files take effect. */
  readonly run?: readonly Argv[];
  /** Units of systemd that run afterwards and after each boot. */
  readonly units?: readonly string[];
  /** Units of systemd that are restarted when something has changed, after `run`. */
  readonly restarts?: readonly string[];
  /** Have to succeed in the end, within a minute: they show that it works. */
  readonly settles?: readonly Argv[];
  /**
   * The connection over which it is deployed may be cut by it. Then the earlier files come back and take effect by `run` again, a minute
   * later, unless the machine was reached anew. `undo` takes it back where there was nothing before.
   */
  readonly guarded?: { readonly undo: readonly Argv[] };
}
