import { LineCounter } from 'yaml';
import type { Span } from '../diagnostic.ts';
import type { SourceFile } from './source-file.ts';

/** Where the lines of a text begin. The parser's own count misses lines within what it gave up on. */
export function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

/** Turns character offsets into the span that a person sees. */
export function spanAt(source: SourceFile, lines: LineCounter, start: number, end: number): Span {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return { file: source.path, line: from.line || 1, col: from.col || 1, endLine: to.line || 1, endCol: to.col || 1 };
}
