/** What became of one tool that was asked for. */
export type InstallOutcome =
  /** `passedOver` has the sources that were tried before, each with what was wrong with it. */
  | { kind: 'installed'; version: string; seconds: number; passedOver: readonly string[] }
  | { kind: 'already-there'; version: string; where: string }
  /** It is not installed, and no source of the catalog has it. */
  | { kind: 'elsewhere'; where: string }
  | { kind: 'cannot'; reason: string };

/** A reason why something cannot be installed here, for the operator to read; any other error is a bug. */
export class CannotInstall extends Error {
  override readonly name = 'CannotInstall';
}

/** What came is not what the catalog pins. No other source is tried: the operator has to look at it. */
export class Refused extends CannotInstall {}
