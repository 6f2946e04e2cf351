// `=` only in an option: at the start of a command, `a=b` is an assignment.
const BARE = /^(?:-[\w./:@%,+=-]+|[\w./:@%,+-]+)$/;
/** Words that a shell takes for its own syntax at the start of a command. */
const KEYWORDS = new Set('case coproc do done elif else esac fi for function if in select then time until while'.split(' '));

/** One word for a POSIX shell, bare where that is safe. Throws on NUL and half surrogate pairs, which no argument can have. */
export function quote(word: string): string {
  if (word.includes('\0')) throw new TypeError('A NUL character cannot be part of a shell word.');
  if (!word.isWellFormed()) throw new TypeError('Half a surrogate pair cannot be part of a shell word.');
  if (BARE.test(word) && !KEYWORDS.has(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
