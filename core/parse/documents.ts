import type { SourceFile } from './source-file.ts';

/** A line that begins a document, wherever it stands: no scalar can hold one. Source: YAML 1.2, "c-forbidden". */
const BEGIN = /^---(?=[ \t\r]|$)/;
const END = /^\.\.\.(?=[ \t\r]|$)/;
/** What may stand before a document without being part of one. */
const OUTSIDE = /^\s*(?:#.*)?$|^%/;

/** The YAML documents of a file as files of their own, in which every line stands where it stood. */
export function documentsOf(source: SourceFile): readonly SourceFile[] {
  if (!/^(?:---|\.\.\.)/m.test(source.text)) return [source];
  const lines = source.text.split('\n');
  const starts = startsIn(lines);
  if (starts.length < 2) return [source];
  return starts.map((start, at) => {
    const before = '\n'.repeat(start);
    return { ...source, text: before + lines.slice(start, starts[at + 1]).join('\n') };
  });
}

/** Where each document begins, with the comments and directives before it. */
function startsIn(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  /** The line behind the last document, while nothing of the next one was seen. */
  let from: number | undefined = 0;
  for (const [at, line] of lines.entries()) {
    if (BEGIN.test(line)) {
      starts.push(from ?? at);
      from = undefined;
    } else if (END.test(line)) from = at + 1;
    else if (from !== undefined && !OUTSIDE.test(line)) {
      starts.push(from);
      from = undefined;
    }
  }
  return starts;
}
