import { type Document, isNode, Lexer, visit } from 'yaml';

/** Far above what any configuration has, far below what exhausts the stack of who reads it. */
export const MAX_DEPTH = 100;

/** `- - - …`, which nests once for each. */
const COMPACT = new RegExp(`(?:[-?] +){${MAX_DEPTH + 1}}`);
/** What the lexer writes before the text of a scalar. */
const SCALAR = '\x1f';
const MARKS = new Set(['\x02', '\x18', SCALAR, '\ufeff']);

/**
 * Where a text nests deeper than {@link MAX_DEPTH} on a line or in brackets, as an offset; undefined where it does not. Found before anything
 * is parsed: the parser takes its time for a hundred thousand brackets, and then exhausts the stack.
 */
export function tooDeepText(text: string): number | undefined {
  const compact = COMPACT.exec(text);
  if (compact) return compact.index;
  return mayNest(text) ? tooDeepBrackets(text) : undefined;
}

/** Whether more brackets are open somewhere than may be, counting those in texts and comments. */
function mayNest(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 0x5b || c === 0x7b) {
      if (++open > MAX_DEPTH) return true;
    } else if ((c === 0x5d || c === 0x7d) && open > 0) open--;
  }
  return false;
}

function tooDeepBrackets(text: string): number | undefined {
  let offset = 0;
  let open = 0;
  let isText = false;
  for (const token of new Lexer().lex(text)) {
    if (!isText && (token === '[' || token === '{') && ++open > MAX_DEPTH) return offset;
    if (!isText && (token === ']' || token === '}')) open--;
    isText = token === SCALAR;
    if (!MARKS.has(token)) offset += token.length;
  }
  return undefined;
}

/** Whether data is nested deeper than {@link MAX_DEPTH}. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** Where a document is nested deeper than {@link MAX_DEPTH}, as an offset. */
export function tooDeepNode(document: Document.Parsed): number {
  let offset = 0;
  visit(document, {
    Node(_key, node, above) {
      // Each entry of a map counts twice among the ancestors, as a pair and as its map.
      if (above.filter(isNode).length <= MAX_DEPTH) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}
