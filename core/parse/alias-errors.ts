import { type Document, isCollection, isNode, type LineCounter, visit } from 'yaml';
import { suggest } from '../../lib/suggest.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { spanAt } from './line-places.ts';
import type { SourceFile } from './source-file.ts';

/** How often aliases may be expanded in one file: far above a stack of fifty containers that share ten blocks, far below a bomb. */
export const MAX_ALIASES = 5_000;

/** What is wrong with the aliases of a file: too many, one in itself, or each name that no anchor before it has. */
export function aliasErrors(source: SourceFile, document: Document.Parsed, lines: LineCounter): readonly Diagnostic[] {
  if (!source.text.includes('*')) return [];
  const anchors = new Set<string>();
  const unknown = new Map<string, Diagnostic>();
  let count = 0;
  let stop: Diagnostic | undefined;
  visit(document, {
    Node(_key, node) {
      if ('anchor' in node && typeof node.anchor === 'string') anchors.add(node.anchor);
    },
    Alias(_key, node, above) {
      const [start = 0, end = start] = node.range ?? [];
      const say = (code: Diagnostic['code'], message: string, hint: string): Diagnostic => ({
        code,
        severity: 'error',
        message,
        at: spanAt(source, lines, start, end),
        hint,
      });
      if (++count > MAX_ALIASES) {
        stop = say('yaml-alias-limit', `This file uses more than ${MAX_ALIASES} aliases.`, 'Write the repeated part out.');
        return visit.BREAK;
      }
      if (above.some((ancestor) => isNode(ancestor) && isCollection(ancestor) && ancestor.anchor === node.source)) {
        const message = `The alias *${node.source} stands within what it stands for, so this would have no end.`;
        stop = say('yaml-syntax', message, 'Write out what is meant here, or put the anchor on a smaller part.');
        return visit.BREAK;
      }
      if (anchors.has(node.source) || unknown.has(node.source)) return undefined;
      const near = suggest(node.source, anchors);
      const hint = near === undefined ? `Put &${node.source} before what is meant, or the text into quotes.` : `Did you mean *${near}?`;
      unknown.set(node.source, say('yaml-syntax', `No anchor &${node.source} stands before this alias.`, hint));
      return undefined;
    },
  });
  return stop ? [stop] : [...unknown.values()];
}

/** The alias that brings in the most, with what it brings in; for a file whose aliases expand to too much. */
export function heaviestAlias(document: Document.Parsed): readonly [start: number, end: number] {
  /** How many aliases are expanded for one of each name. */
  const weights = new Map<string, number>();
  let heaviest: { readonly weight: number; readonly range: readonly [number, number] } = { weight: -1, range: [0, 0] };
  visit(document, {
    Alias(_key, { source, range }, above) {
      const weight = 1 + (weights.get(source) ?? 0);
      for (const ancestor of above)
        if (isNode(ancestor) && isCollection(ancestor) && ancestor.anchor)
          weights.set(ancestor.anchor, (weights.get(ancestor.anchor) ?? 0) + weight);
      if (weight > heaviest.weight && range) heaviest = { weight, range: [range[0], range[1]] };
    },
  });
  return heaviest.range;
}
