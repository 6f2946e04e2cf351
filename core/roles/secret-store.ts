import type { Lab } from '../model/lab/lab.ts';

/** Keeps the values of the lab's secrets, encrypted, in one file of the lab's repository. The names in it can be read without a key. */
export interface SecretStore {
  /** As `lab.secrets.store` says it. */
  readonly store: string;
  readonly title: string;
  /** Path of the file in the repository, below `secrets/`, which is never published. */
  readonly file: string;
  /** What a program needs to open it: a password, or a private key in a variable of the environment. */
  readonly opens: { readonly by: 'password' } | { readonly by: 'key'; readonly variable: string };
  /** What opens it, for people: `the password of the vault, in the file that … names`. */
  readonly key: string;
  /** What is in the file, without opening it. */
  read(text: string): StoreContents;
  /** A command that shows one value to whoever has the key, typed in the repository's folder. */
  show(id: string): string;
  /**
   * Puts values into the store by its program. A value is handed over on the standard input alone. Refuses, and changes nothing, where the
   * program or the key is missing, or where the key does not open what is there already.
   */
  put(values: ReadonlyMap<string, string>, lab: Pick<Lab, 'systems'>, io: StoreIo): Promise<StoreOutcome>;
}

export interface StoreContents {
  /** In the order of the file. */
  readonly entries: readonly StoreEntry[];
  /** What else is wrong with the file, each in a sentence. None: it is a store. */
  readonly faults: readonly StoreFault[];
}

export interface StoreEntry {
  readonly id: string;
  /** In the file, from 1. */
  readonly line: number;
  readonly state: 'encrypted' | 'plain';
}

export interface StoreFault {
  readonly line: number;
  readonly message: string;
}

/** The world as a store may touch it. */
export interface StoreIo {
  /** Text of the store's file; undefined where there is none. */
  readonly text: string | undefined;
  /** Absolute path of the repository. */
  readonly root: string;
  /** Puts the whole new text in the place of the file, in one rename. */
  write(text: string): Promise<void>;
  /** Runs a program in the repository's folder without a terminal. Undefined where the program is not there. */
  run(program: string, argv: readonly string[], input: string): Promise<StoreRun | undefined>;
}

export interface StoreRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `ids` are those that are in the store now. */
export type StoreOutcome =
  | { readonly ok: true; readonly ids: readonly string[] }
  | { readonly ok: false; readonly ids: readonly string[]; readonly why: string; readonly hint: string };
