import type { ErrorCode, LineCounter, YAMLError } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { firstConflict } from '../plan/merge/conflict-markers.ts';
import { spanAt } from './line-places.ts';
import type { SourceFile } from './source-file.ts';
import { type SyntaxWords, syntaxWords } from './syntax-words.ts';
import { closing, unendedBefore } from './unended.ts';

/** After these the reader goes on as if nothing had been. After any other it has lost its place, and what it says then is noise. */
const APART: ReadonlySet<ErrorCode> = new Set(['DUPLICATE_KEY', 'MULTIPLE_DOCS', 'TAG_RESOLVE_FAILED']);

/** What the reader of YAML found wrong, up to the first mistake after which it had lost its place. */
export function syntaxErrors(source: SourceFile, lines: LineCounter, errors: readonly YAMLError[]): readonly Diagnostic[] {
  if (errors.length === 0) return [];
  const conflict = firstConflict(source.text);
  if (conflict !== undefined) return [unsettled(source, lines, conflict)];
  const sorted = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const lost = sorted.findIndex(({ code }) => !APART.has(code));
  const said = lost === -1 ? sorted : sorted.slice(0, lost + 1);
  return said.map((error) => toDiagnostic(source, lines, error));
}

function toDiagnostic(source: SourceFile, lines: LineCounter, error: YAMLError): Diagnostic {
  if (error.code === 'DUPLICATE_KEY')
    return {
      code: 'duplicate-key',
      severity: 'error',
      message: 'This key stands twice in the same map.',
      at: spanAt(source, lines, error.pos[0], error.pos[1]),
      hint: 'Keep one of the two.',
    };
  const place = (start: number, end: number, words: SyntaxWords): Diagnostic => ({
    code: 'yaml-syntax',
    severity: 'error',
    message: words.message,
    at: spanAt(source, lines, ...within(source.text, start, end)),
    hint: words.hint,
  });
  if (error.code === 'MULTIPLE_DOCS')
    return place(error.pos[0], error.pos[1], {
      message: 'This file holds several documents, and only the first would be read.',
      hint: 'Put each into a file of its own; what Compose lays over a compose.yaml goes into compose.override.yaml beside it.',
    });
  if (APART.has(error.code)) return place(error.pos[0], error.pos[1], syntaxWords(error.code));
  const tab = tabNear(source.text, lines, error.pos[0]);
  if (tab !== undefined) return place(tab, tab + 1, syntaxWords('TAB_AS_INDENT'));
  const open = unendedBefore(source.text, error.pos[0]);
  if (open) {
    const message = `This ${open.opens} has no ${closing(open.opens)} that ends it.`;
    const hint = `Write ${closing(open.opens)} where it ends, or take ${open.opens} away.`;
    return place(open.offset, open.offset + 1, { message, hint });
  }
  return place(error.pos[0], error.pos[1], syntaxWords(error.code));
}

function unsettled(source: SourceFile, lines: LineCounter, line: number): Diagnostic {
  const start = lines.lineStarts[line - 1] ?? 0;
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message: 'Git wrote two versions of this place into the file, and nobody chose one yet.',
    at: spanAt(source, lines, start, start + 7),
    hint: 'Edit it until it says what the lab is, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.',
  };
}

/** The first tab of the indentation of the line of an offset or of the next line, which the reader takes for a part of what stands above. */
function tabNear(text: string, { lineStarts, linePos }: LineCounter, offset: number): number | undefined {
  const { line } = linePos(offset);
  for (const start of lineStarts.slice(Math.max(0, line - 1), line + 1)) {
    const [, spaces] = /^( *)\t[ \t]*[^\s#]/.exec(text.slice(start, start + 200)) ?? [];
    if (spaces !== undefined) return start + spaces.length;
  }
  return undefined;
}

/** What is missing at the end of a file is missing behind its last character. */
function within(text: string, start: number, end: number): readonly [start: number, end: number] {
  const last = text.trimEnd().length;
  return [Math.min(start, last), Math.min(Math.max(start, end), last)];
}
