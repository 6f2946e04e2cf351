/** A piece of a published file as its reader sees it. */
export interface TextPart {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly text: string;
  /** What stands before it, and at the head of its column: it may be what these name. */
  readonly under?: readonly string[];
  /** It is code of a program. */
  readonly isProgram?: true;
}

/** Something that looks like a secret. */
export interface FoundInText {
  /** From 1; of plain data the first. */
  readonly line: number;
  /** `the secret DB_PASSWORD`, `a private key`; never the value. */
  readonly what: string;
  /** How the inventory would say that it is none; absent for what this machine has. */
  readonly mark?: string;
  /** It is a secret that this machine has, whatever it looks like. */
  readonly isKnown?: true;
}
