/** An error of the system that a native program met, which its own error tells in words only. */
export interface OsError {
  /** `ENOSPC` */
  readonly code: string;
  /** The file that it names; absent where it names none. */
  readonly path?: string;
}

/** Those that a person can do something about. The numbers are of Linux; all but one are those of other systems, too. Source: errno(3). */
const CODES: Readonly<Record<string, string>> = {
  1: 'EPERM',
  5: 'EIO',
  12: 'ENOMEM',
  13: 'EACCES',
  23: 'ENFILE',
  24: 'EMFILE',
  28: 'ENOSPC',
  30: 'EROFS',
  122: 'EDQUOT',
};
/** How programs in Rust end the words for an error of the system. */
const IN_WORDS = /\(os error (\d+)\)/;
/** A path at the end of a line, or in quotation marks. */
const PATH = /(?:^|\s)(\/[^\n"'`]*?)\s*$|["'`](\/[^\n"'`]+)["'`]/m;

/** Looks for an error of the system in the words of an error, of its causes and of the errors that it sums up. */
export function osErrorIn(error: unknown, depth = 4): OsError | undefined {
  if (!(error instanceof Error) || depth === 0) return undefined;
  const code = CODES[IN_WORDS.exec(error.message)?.[1] ?? ''];
  if (code !== undefined) {
    const [, atEnd, quoted] = PATH.exec(error.message) ?? [];
    const path = atEnd ?? quoted;
    return path === undefined ? { code } : { code, path };
  }
  const within = 'errors' in error && Array.isArray(error.errors) ? (error.errors as readonly unknown[]) : [];
  for (const each of [error.cause, ...within]) {
    const found = osErrorIn(each, depth - 1);
    if (found) return found;
  }
  return undefined;
}
