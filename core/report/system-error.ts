import { osErrorIn } from './os-error.ts';
import { inert } from './terminal.ts';

/** What went wrong, as a sentence, and what to do about it. `at` is the file in quotation marks. */
const WORDS: Readonly<Record<string, (at: string) => string>> = {
  ENOSPC: (at) => `The disk is full: ${at} could not be written. Make room on it, then run this again.`,
  EDQUOT: (at) => `This user's share of the disk is full: ${at} could not be written. Make room on it, then run this again.`,
  EROFS: (at) => `${at} is on a file system that cannot be written to. Work on a copy that can, or mount it for writing.`,
  EACCES: (at) => `This user may not use ${at}. Give the lab's folder to the user who runs this, or run it as its owner.`,
  EPERM: (at) => `This user may not change ${at}. Give the lab's folder to the user who runs this, or run it as its owner.`,
  EMFILE: () => 'Too many files are open at once. Raise the limit, as with: ulimit -n 4096',
  ENFILE: () => 'The system has too many open files. End some other programs, then run this again.',
  ENOMEM: () => 'The system has no memory left. End some other programs, then run this again.',
  ENOENT: (at) => `${at} is not there. See whether --root and --inventory name the right folders.`,
  ENOTDIR: (at) => `Something above ${at} is no folder. Move it away, or name another folder.`,
  EISDIR: (at) => `${at} is a folder, where a file has to be. Move it away, then run this again.`,
  EEXIST: (at) => `${at} is there already and is not replaced. Move it away, then run this again.`,
  ENOTEMPTY: (at) => `${at} is a folder that is not empty. Move it away, then run this again.`,
  ELOOP: (at) => `${at} is a link, and is not followed. Replace it by what it points to.`,
  ENAMETOOLONG: (at) => `The name of ${at} is too long for this file system. Use a folder with a shorter path.`,
  EXDEV: (at) => `${at} is on another file system than where it has to go. Keep the lab's folders on one.`,
  EBUSY: (at) => `${at} is in use, as a folder is on which something is mounted. Free it, then run this again.`,
  EIO: (at) => `The disk failed at ${at}. Look at the system's log before anything is written again.`,
  ERR_FS_FILE_TOO_LARGE: (at) => `${at} is too large to be read. Move it away, then run this again.`,
  EADDRINUSE: () => 'Another program serves on this port. Name another one with --port.',
  EADDRNOTAVAIL: () => 'This machine does not have the address that was named with --host.',
};

/**
 * What an error of the system means for who ran the command, also where a package has wrapped it or tells it in words; undefined for any other
 * error, which is a bug.
 */
export function systemErrorWords(error: unknown): string | undefined {
  const own = asSystemError(error) ?? (error instanceof Error ? asSystemError(error.cause) : undefined);
  if (own) {
    const named = [own.dest, own.path].find((each) => typeof each === 'string');
    return wordsFor(own.code, named);
  }
  const told = osErrorIn(error);
  return told && wordsFor(told.code, told.path);
}

/** An error of ours or of a package may have such a code by chance, but not the call that failed. */
function asSystemError(error: unknown): { readonly code: string; readonly path?: unknown; readonly dest?: unknown } | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return 'syscall' in error || error.code === 'ERR_FS_FILE_TOO_LARGE' ? (error as Error & { readonly code: string }) : undefined;
}

function wordsFor(code: string, path: string | undefined): string {
  const at = path === undefined ? 'a file' : `"${inert(path)}"`;
  const words = WORDS[code]?.(at) ?? `The system refused ${at}.`;
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)} (${code})`;
}
