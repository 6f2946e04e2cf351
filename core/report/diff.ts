import { type StructuredPatchHunk, structuredPatch } from 'diff';
import { maskLine, maskSecrets } from '../../lib/secrets/mask.ts';
import { utf8Text } from '../parse/decode-file.ts';
import { inert, painter } from './terminal.ts';

export interface DiffOptions {
  readonly color?: boolean;
  /** Lines of hunks that are printed; the rest is counted. */
  readonly limit?: number;
}

/** What is compared: text, or the bytes of a file. */
export type Compared = string | Uint8Array;

/** {@link unifiedDiff} of files as they are on disk: of what is no text it says no more than that it differs, and how large it is now. */
export function fileDiff(path: string, before: Compared, after: Compared, options: DiffOptions = {}): string {
  const [old, now] = [textOf(before), textOf(after)];
  if (old !== undefined && now !== undefined) return unifiedDiff(path, old, now, options);
  if (Buffer.from(before).equals(Buffer.from(after))) return '';
  const name = inert(path);
  return `--- a/${name}\n+++ b/${name}\nbinary file differs (${Buffer.byteLength(after)} bytes)\n`;
}

/** Undefined for what a terminal could not show. */
function textOf(content: Compared): string | undefined {
  if (typeof content !== 'string' && utf8Text(content) === undefined) return undefined;
  // With its byte order mark, which may be all that differs.
  const text = Buffer.from(content).toString('utf8');
  return text.includes('\0') ? undefined : text;
}

/**
 * The difference as `diff -u` shows it, safe for a terminal and for a log: what somebody put into a file by hand may be a password. Empty when
 * there is none.
 */
export function unifiedDiff(path: string, before: string, after: string, options: DiffOptions = {}): string {
  if (before === after) return '';
  const paint = painter(options.color ?? false);
  const name = inert(path);
  // Two files that have little in common would take long, and that difference is of no use to a reader.
  const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3, maxEditLength: 1000 });
  if (!patch) return `--- a/${name}\n+++ b/${name}\n(too different to show)\n`;

  const limit = options.limit ?? 200;
  const masked = { before: maskSecrets(before).split('\n'), after: maskSecrets(after).split('\n') };
  const lines = patch.hunks.flatMap((hunk) => [
    paint('cyan', `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`),
    ...linesOf(hunk, masked).map((line, at) => {
      const style = line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : undefined;
      const shown = at < limit ? inert(line.slice(0, 1) + maskLine(line.slice(1))) : '';
      return style ? paint(style, shown) : shown;
    }),
  ]);
  const rest = lines.length > limit ? [`… and ${lines.length - limit} more lines`] : [];
  return `${[`--- a/${name}`, `+++ b/${name}`, ...lines.slice(0, limit), ...rest].join('\n')}\n`;
}

/** The lines of a hunk as they are in the masked texts, which have the same lines. */
function linesOf(hunk: StructuredPatchHunk, { before, after }: Readonly<Record<'before' | 'after', readonly string[]>>): string[] {
  let [old, now] = [hunk.oldStart - 1, hunk.newStart - 1];
  return hunk.lines.map((line) => {
    const sign = line.slice(0, 1);
    if (sign === '\\') return line;
    const text = sign === '-' ? before[old] : after[now];
    if (sign !== '+') old++;
    if (sign !== '-') now++;
    return sign + (text ?? line.slice(1));
  });
}

/** `diff -u` names the line before an empty range. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}
