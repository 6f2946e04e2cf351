import type { Span } from '../diagnostic.ts';
import { columns, inert, painter } from './terminal.ts';

/** Characters of a line that are shown; of a longer one, the part around the mistake. */
const WINDOW = 100;

/**
 * The line of a span with the lines before and after it, and carets below the place. A span of several lines is marked to
 * the end of its first. Tabs are two columns; whatever a terminal would act on is shown and not sent.
 *
 *       3 | nas:
 *     > 4 |   network: servres
 *         |            ^^^^^^^
 *       5 |   address: 10.10.20.5
 */
export function codeFrame(source: string, span: Span, options: { readonly color?: boolean } = {}): string {
  const paint = painter(options.color ?? false);
  const lines = source.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const marked = lines[span.line - 1];
  if (marked === undefined) return '';

  const from = Math.max(0, span.col - 1 - WINDOW / 2);
  const numberWidth = String(Math.min(span.line + 1, lines.length)).length;
  const row = (number: number): string[] => {
    const line = lines[number - 1];
    // The empty string behind a final newline is no line.
    if (line === undefined || (line === '' && number === lines.length && number !== span.line)) return [];
    const here = number === span.line;
    const gutter = `${here ? '>' : ' '} ${String(number).padStart(numberWidth)} |`;
    return [`${here ? paint('bold', gutter) : paint('dim', gutter)} ${shown(line, from)}`.trimEnd()];
  };

  const start = Math.min(span.col - 1, marked.length);
  const end = span.endLine === span.line ? Math.max(start, Math.min(span.endCol - 1, marked.length)) : marked.length;
  const before = columns(shown(marked.slice(0, start), from));
  const width = Math.max(1, columns(cell(marked.slice(start, Math.min(end, from + WINDOW)))));
  const carets = `${paint('dim', `  ${' '.repeat(numberWidth)} |`)} ${' '.repeat(before)}${paint('red', '^'.repeat(width))}`;
  return [...row(span.line - 1), ...row(span.line), carets, ...row(span.line + 1)].join('\n');
}

function shown(line: string, from: number): string {
  const part = cell(line.slice(from, from + WINDOW));
  return `${from > 0 ? '…' : ''}${part}${line.length > from + WINDOW ? '…' : ''}`;
}

function cell(text: string): string {
  return inert(text.replaceAll('\t', '  '));
}
