/** What became of one tool that was asked for. */
export type InstallOutcome =
  /** `passedOver` has the sources that were tried before, each with what was wrong with it. */
  | { kind: 'installed'; version: string; seconds: number; passedOver: readonly string[] }
  | { kind: 'already-there'; version: string; where: string }
  /** It is not here, and no source of ours has it. */
  | { kind: 'elsewhere'; where: string }
  | { kind: 'cannot'; reason: string };

/** A reason why something cannot be installed here, for the operator to read; any other error is a bug of ours. */
export class CannotInstall extends Error {
  override readonly name = 'CannotInstall';
}

/** What came is not what the catalog pins. Nothing else is tried instead: the operator has to look at it. */
export class Refused extends CannotInstall {}
