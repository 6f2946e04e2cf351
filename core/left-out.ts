/** Services that a run does without, by id, each with why. Apart from what finds them, since a run that has nothing to do loads this. */
export type LeftOut = ReadonlyMap<string, string>;

export const NOBODY: LeftOut = new Map();
