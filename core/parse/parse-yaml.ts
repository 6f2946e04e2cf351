import { type Document, isAlias, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { Diagnostic, Span } from '../diagnostic.ts';
import { isTooDeep, MAX_DEPTH, tooDeepNode, tooDeepText } from './nesting.ts';
import type { SourceFile } from './source-file.ts';
import { inventoryTags } from './yaml-tags.ts';

/** How often aliases may be expanded in one file: far above a stack of fifty containers that share ten blocks, far below a bomb. */
const MAX_ALIASES = 5_000;

const NUMBER_LIKE_KEY = /(?:^|[\s{,?])[-+.]?\d[^\s:]*\s*:(?:\s|$)/m;

/** What a file says of its version is no other language here, as it is none for Compose: `yes` stays a word. */
const DIRECTIVE = /^((?:[ \t]*(?:#.*)?\r?\n)*)%YAML /;

export interface ParsedFile {
  readonly source: SourceFile;
  /** Plain data; undefined when the text could not be read as data. */
  readonly value: unknown;
  /** Whether it stood, at this path with this text, in an inventory that this program accepted: all that is checked of it alone holds. */
  readonly accepted: boolean;
  /** The nodes with their places, for messages and links to the inventory. */
  nodes(): YamlNodes;
}

export interface YamlNodes {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Data of the files of an inventory that this program accepted before. A value may be kept for longer than the process. */
export interface ParseMemory {
  /** The data of this text at this path; undefined when it was never kept, or is an empty file. */
  recall(source: SourceFile): unknown;
  /** Notes a file that was read without a mistake. It may be recalled only when the whole inventory turned out to have none. */
  keep(source: SourceFile, value: unknown): void;
}

/** {@link parseYaml}, but a file that is remembered is parsed only when a place in it is asked for. */
export function parseRemembered(source: SourceFile, memory: ParseMemory): ReturnType<typeof parseYaml> {
  const value = memory.recall(source);
  if (value !== undefined) return { file: { source, value, accepted: true, nodes: lazy(() => nodesOf(source)) }, diagnostics: [] };
  const parsed = parseYaml(source);
  if (parsed.diagnostics.length === 0 && parsed.file.value !== undefined) memory.keep(source, parsed.file.value);
  return parsed;
}

function nodesOf({ text }: SourceFile): YamlNodes {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(DIRECTIVE, '$1#YAML '), {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    uniqueKeys: true,
    customTags: inventoryTags,
  });
  return { document, lines };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Reads one file as YAML 1.2 with merge keys, which Compose fragments use. All syntax errors are reported. */
export function parseYaml(source: SourceFile): { file: ParsedFile; diagnostics: readonly Diagnostic[] } {
  const deep = tooDeepText(source.text);
  if (deep !== undefined) return tooDeep(source, deep);
  const parsed = parseShallow(source);
  if (isTooDeep(parsed.file.value)) return tooDeep(source, tooDeepNode(parsed.file.nodes().document));
  return parsed;
}

function parseShallow(source: SourceFile): { file: ParsedFile; diagnostics: readonly Diagnostic[] } {
  const nodes = nodesOf(source);
  const { document, lines } = nodes;
  const file = (value: unknown): ParsedFile => ({ source, value, accepted: false, nodes: () => nodes });
  const exhausted = document.errors.find(({ message }) => message.startsWith('Maximum call stack'));
  if (exhausted) return tooDeep(source, exhausted.pos[0]);
  const problems = [...document.errors, ...document.warnings].map((error) => fromYamlError(source, lines, error));
  if (problems.length > 0) return { file: file(undefined), diagnostics: problems };
  const aliases = tooManyAliases(source, document, lines) ?? aliasInItself(source, document, lines);
  if (aliases) return { file: file(undefined), diagnostics: [aliases] };
  const half = halfSurrogates(source, document, lines);
  if (half.length > 0) return { file: file(undefined), diagnostics: half };
  keepKeys(source, document);
  try {
    return { file: file(document.toJS({ maxAliasCount: MAX_ALIASES })), diagnostics: [] };
  } catch (error) {
    // `yaml` throws a ReferenceError for a bomb and for an alias without an anchor.
    const bomb = error instanceof Error && error.message.includes('Excessive alias');
    const message = bomb
      ? 'Aliases in this file expand to an excessive amount of data.'
      : `This file is not plain data: ${(error as Error).message}.`;
    const code = bomb ? 'yaml-alias-limit' : 'yaml-syntax';
    const hint = bomb ? 'Write the repeated part out, or nest fewer aliases.' : undefined;
    const at = spanAt(source, lines, 0, 0);
    return {
      file: file(undefined),
      diagnostics: [{ code, severity: 'error', message, at, ...(hint ? { hint } : {}) }],
    };
  }
}

/** Nobody can read it, and what goes through it level by level would not come back. */
function tooDeep(source: SourceFile, offset: number): { file: ParsedFile; diagnostics: readonly Diagnostic[] } {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  const empty = lazy(() => nodesOf({ ...source, text: '' }));
  const diagnostic: Diagnostic = {
    code: 'yaml-syntax',
    severity: 'error',
    message: `This is nested more than ${MAX_DEPTH} levels deep.`,
    at: spanAt(source, lines, offset, offset),
    hint: 'Look for a bracket or an indentation that is repeated by mistake; nothing that Rackbook reads is nested so deep.',
  };
  return { file: { source, value: undefined, accepted: false, nodes: empty }, diagnostics: [diagnostic] };
}

/** Turns character offsets into the span that a person sees. */
export function spanAt(source: SourceFile, lines: LineCounter, start: number, end: number): Span {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return { file: source.path, line: from.line || 1, col: from.col || 1, endLine: to.line || 1, endCol: to.col || 1 };
}

function fromYamlError(source: SourceFile, lines: LineCounter, error: YAMLError): Diagnostic {
  const at = spanAt(source, lines, error.pos[0], error.pos[1]);
  if (error.code === 'DUPLICATE_KEY')
    return {
      code: 'duplicate-key',
      severity: 'error',
      message: 'This key stands twice in the same map.',
      at,
      hint: 'Keep one of the two.',
    };
  if (error.code === 'MULTIPLE_DOCS')
    return {
      code: 'yaml-syntax',
      severity: 'error',
      message: 'This file holds several documents, and only the first would be read.',
      at,
      hint: 'Put each into a file of its own; what Compose lays over a compose.yaml goes into compose.override.yaml beside it.',
    };
  const hint = error.code === 'TAB_AS_INDENT' ? 'Indent with spaces; YAML does not allow tabs.' : undefined;
  const message = `This is not valid YAML: ${error.message.split('\n')[0]?.replace(/\.$/, '')}.`;
  return { code: 'yaml-syntax', severity: 'error', message, at, ...(hint ? { hint } : {}) };
}

/** An escape such as `"\\ud800"` makes text that no file can hold. */
function halfSurrogates(source: SourceFile, document: Document.Parsed, lines: LineCounter): Diagnostic[] {
  if (!/\\[uU]0*[dD][89a-fA-F]/.test(source.text)) return [];
  const found: Diagnostic[] = [];
  visit(document, {
    Scalar(_key, { value, range }) {
      if (typeof value !== 'string' || value.isWellFormed()) return;
      const message = 'This text holds half of a surrogate pair, which no file can.';
      const hint = 'Write the character itself, or both halves.';
      found.push({ code: 'yaml-syntax', severity: 'error', message, at: spanAt(source, lines, range?.[0] ?? 0, range?.[1] ?? 0), hint });
    },
  });
  return found;
}

/** Keys are text, also those that look like a number which a value would keep. */
function keepKeys({ text }: SourceFile, document: Document.Parsed): void {
  if (!NUMBER_LIKE_KEY.test(text)) return;
  visit(document, {
    Pair(_key, { key }) {
      if (isScalar(key) && typeof key.value === 'object' && key.value !== null) key.value = key.source;
    },
  });
}

/** Data that holds itself has no end. */
function aliasInItself(source: SourceFile, document: Document.Parsed, lines: LineCounter): Diagnostic | undefined {
  if (!source.text.includes('*')) return undefined;
  let found: Diagnostic | undefined;
  visit(document, {
    Alias(_key, node, above) {
      if (!above.some((ancestor) => (ancestor as { anchor?: string }).anchor === node.source)) return undefined;
      const [start = 0, end = start] = node.range ?? [];
      const message = `The alias *${node.source} stands within what it stands for, so this would have no end.`;
      const hint = 'Write out what is meant here, or put the anchor on a smaller part.';
      found = { code: 'yaml-syntax', severity: 'error', message, at: spanAt(source, lines, start, end), hint };
      return visit.BREAK;
    },
  });
  return found;
}

function tooManyAliases(source: SourceFile, document: Document.Parsed, lines: LineCounter): Diagnostic | undefined {
  if (!source.text.includes('*')) return undefined;
  let count = 0;
  let over: number | undefined;
  visit(document, {
    Alias(_key, node) {
      if (isAlias(node) && ++count > MAX_ALIASES && over === undefined) over = node.range?.[0] ?? 0;
    },
  });
  if (over === undefined) return undefined;
  const message = `This file uses more than ${MAX_ALIASES} aliases.`;
  return {
    code: 'yaml-alias-limit',
    severity: 'error',
    message,
    at: spanAt(source, lines, over, over),
    hint: 'Write the repeated part out.',
  };
}
