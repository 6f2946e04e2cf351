import type { Model } from '../contract.ts';
import type { KeyPath } from '../parse/locate.ts';

/** One thing that a file decides and that pages speak of. */
export interface Decision {
  /** Names it within the file: `entry point tunnel`. */
  readonly id: string;
  /** What is decided, in one line; the same for the same. */
  readonly says: string;
  /** Where the file says it. */
  readonly at: KeyPath;
}

/**
 * What pages rest on in a file that an override can change: the default export of `policy.ts` is a list of these. `decides` reads it off a
 * file's value, and what it does not know it names, too; as text it is said of any change. `silent` says why no page rests on the file.
 */
export type FilePolicy = { readonly match: RegExp } & (
  | { readonly decides: ((value: unknown, path: string, model: Model) => readonly Decision[]) | string }
  | { readonly silent: string }
);
