/**
 * A form that is a secret wherever it stands, and what it is. Named groups: `value` is the part that a placeholder may stand for, `user` whose
 * it is, and `random` a part that counts only when it looks as if a program had made it.
 */
export type Shape = readonly [pattern: RegExp, what: string];
