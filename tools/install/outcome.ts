/** What became of one tool that was asked for. */
export type Outcome =
  | { kind: 'installed'; version: string; seconds: number }
  | { kind: 'already-there'; version: string; where: string }
  /** It is not here, and no source of ours has it. */
  | { kind: 'elsewhere'; where: string }
  | { kind: 'cannot'; reason: string };

/** A reason why something cannot be installed here, for the operator to read; any other error is a bug of ours. */
export class CannotInstall extends Error {
  override readonly name = 'CannotInstall';
}
