import type { Span } from '../diagnostic.ts';
import type { SourceFile } from './source-file.ts';

/** Whole lines of a file, from 1. */
export function linesOf({ path, text }: SourceFile, line: number, endLine = line): Span {
  const last = text.split('\n')[endLine - 1] ?? '';
  return { file: path, line, col: 1, endLine, endCol: last.replace(/\r$/, '').length + 1 };
}
