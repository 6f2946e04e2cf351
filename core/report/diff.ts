import { type StructuredPatchHunk, structuredPatch } from 'diff';
import { maskLine, maskSecrets } from '../../lib/secrets/mask.ts';
import { inert, painter } from './terminal.ts';

export interface DiffOptions {
  readonly color?: boolean;
  /** Lines of hunks that are printed; the rest is counted. */
  readonly limit?: number;
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
