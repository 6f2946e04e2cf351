import type { Diagnostic, Paste } from '../diagnostic.ts';
import { inert } from './terminal.ts';

/** What mistakes are mended by pasting, as one block for each entry of a file: a heading, and YAML. Each line once. */
export function pasteBlocks(diagnostics: readonly Diagnostic[]): readonly string[] {
  const lines = diagnostics.flatMap(({ paste = [] }) => paste);
  return [...Map.groupBy(lines, ({ file, entry }) => JSON.stringify([file, entry])).values()].map((of) => `${heading(of)}\n\n${yaml(of)}`);
}

function heading(of: readonly Paste[]): string {
  const [first] = of;
  const within = first?.entry === undefined ? '' : `, below ${first.entry}`;
  const there = new Map(of.flatMap(({ under, underLine }) => (underLine === undefined ? [] : [[under, underLine] as const])));
  const keys = [...there].map(([under, line]) => `${under}: is there already, in line ${line}`).sort();
  const beside = keys.length === 0 ? '' : ` (${keys.join('; ')})`;
  return inert(`To paste into ${first?.file}${within}${beside}:`);
}

function yaml(of: readonly Paste[]): string {
  const indent = ' '.repeat(of[0]?.indent ?? 0);
  const byKey = [...Map.groupBy(of, ({ under }) => under)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byKey
    .flatMap(([under, lines]) => [`${under}:`, ...new Set(lines.map(({ line }) => `  ${inert(line)}`))])
    .map((line) => `${indent}${line}`)
    .join('\n');
}
