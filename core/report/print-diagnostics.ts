import { maskLines, maskRanges } from '../../lib/secrets/mask.ts';
import { replaceShapes } from '../../lib/secrets/shapes.ts';
import type { Diagnostic, Span } from '../diagnostic.ts';
import { codeFrame } from './code-frame.ts';
import { pasteBlocks } from './paste-blocks.ts';
import { count, inert, painter } from './terminal.ts';

export interface PrintOptions {
  /** Text of the input files by path, for the code frames; a file that is not there gets none. */
  readonly sources: ReadonlyMap<string, string>;
  readonly color?: boolean;
  /** Diagnostics shown in full; the rest is counted. */
  readonly limit?: number;
}

/** Other places of one diagnostic that are shown with their lines. */
const MOST_RELATED = 5;

/** Diagnostics for a terminal: errors first, by place, with frames, hints, a line that sums up, and what may be pasted to mend them. Empty for none. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions): string {
  if (diagnostics.length === 0) return '';
  const limit = options.limit ?? 50;
  const sorted = sortDiagnostics(diagnostics);
  const sources = withoutSecrets(options.sources, sorted);
  const blocks = sorted.slice(0, limit).map((diagnostic) => block(diagnostic, { ...options, sources }));
  const hidden = sorted.length - limit;
  if (hidden > 0) blocks.push(`… and ${hidden} more.`);
  blocks.push(summary(sorted), ...pasteBlocks(sorted));
  return `${blocks.join('\n\n')}\n`;
}

/** What `--json` prints; the shape is part of the public contract. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[]): object {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  return {
    schema: 'rackbook/diagnostics/1',
    ok: errors === 0,
    errors,
    warnings: diagnostics.length - errors,
    diagnostics: sortDiagnostics(diagnostics),
  };
}

export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics
    .map(unsaid)
    .sort(
      (a, b) =>
        compare(a.severity, b.severity) ||
        compare(a.at?.file ?? '', b.at?.file ?? '') ||
        (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
        (a.at?.col ?? 0) - (b.at?.col ?? 0) ||
        compare(a.code, b.code) ||
        compare(a.message, b.message),
    );
}

/** A message that names what it found may name a secret. */
function unsaid(diagnostic: Diagnostic): Diagnostic {
  const { message, hint, paste } = diagnostic;
  return {
    ...diagnostic,
    message: replaceShapes(message, '•••'),
    ...(hint === undefined ? {} : { hint: replaceShapes(hint, '•••') }),
    ...(paste ? { paste: paste.map((each) => ({ ...each, line: replaceShapes(each.line, '•••') })) } : {}),
  };
}

/** The texts that frames are cut from. What was found to be a secret is hidden by its place, the rest of a faulty file by its looks. */
function withoutSecrets(sources: PrintOptions['sources'], diagnostics: readonly Diagnostic[]): PrintOptions['sources'] {
  const shown = new Set(diagnostics.flatMap(({ at, related = [] }) => [at?.file, ...related.map((each) => each.at.file)]));
  const found = Map.groupBy(
    diagnostics.flatMap(({ code, at }) => (code === 'secret-literal' && at ? at : [])),
    ({ file }) => file,
  );
  return new Map(
    [...sources]
      .filter(([path]) => shown.has(path))
      .map(([path, text]) => [path, maskLines(maskRanges(text, rangesOf(text, found.get(path) ?? [])))]),
  );
}

/** Spans as offsets. */
function rangesOf(text: string, spans: readonly Span[]): [start: number, end: number][] {
  if (spans.length === 0) return [];
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = (line: number, col: number) => (starts[line - 1] ?? text.length) + col - 1;
  return spans.map(({ line, col, endLine, endCol }) => [offset(line, col), offset(endLine, endCol)]);
}

function block(diagnostic: Diagnostic, options: PrintOptions): string {
  const paint = painter(options.color ?? false);
  const style = diagnostic.severity === 'error' ? 'red' : 'yellow';
  const lines = [`${paint(style, `${diagnostic.severity}[${diagnostic.code}]`)} ${paint('bold', inert(diagnostic.message))}`];
  if (diagnostic.at) lines.push(...place(diagnostic.at, options));
  const related = diagnostic.related ?? [];
  for (const { at, message } of related.slice(0, MOST_RELATED)) lines.push(`  ${inert(message)}`, ...place(at, options));
  if (related.length > MOST_RELATED) lines.push(`  … and ${count(related.length - MOST_RELATED, 'place')} more.`);
  if (diagnostic.hint) lines.push(`  ${paint('cyan', 'hint:')} ${inert(diagnostic.hint)}`);
  return lines.join('\n');
}

function place(at: Span, options: PrintOptions): string[] {
  const paint = painter(options.color ?? false);
  const source = options.sources.get(at.file);
  const frame = source === undefined ? '' : codeFrame(source, at, { color: options.color ?? false });
  const indented = frame === '' ? [] : frame.split('\n').map((line) => `  ${line}`);
  return [`  ${paint('cyan', `${inert(at.file)}:${at.line}:${at.col}`)}`, ...indented];
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const files = new Set(diagnostics.flatMap((diagnostic) => diagnostic.at?.file ?? [])).size;
  const counts = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean).join(', ');
  return files === 0 ? `${counts}.` : `${counts} in ${count(files, 'file')}.`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
