import { type Document, isScalar, type LineCounter, parseDocument, visit } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { aliasErrors, heaviestAlias, MAX_ALIASES } from './alias-errors.ts';
import { strangeCharacter } from './control-characters.ts';
import { linesOf, spanAt } from './line-places.ts';
import { isTooDeep, MAX_DEPTH, tooDeepNode, tooDeepText } from './nesting.ts';
import type { SourceFile } from './source-file.ts';
import { isStrangeTag, strangeTag } from './strange-tag.ts';
import { syntaxErrors } from './syntax-errors.ts';
import { inventoryTags } from './yaml-tags.ts';

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
  const document = parseDocument(text.replace(DIRECTIVE, '$1#YAML '), {
    merge: true,
    prettyErrors: false,
    uniqueKeys: true,
    customTags: inventoryTags,
  });
  return { document, lines: linesOf(text) };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Reads one file as YAML 1.2 with merge keys, which Compose fragments use. What is wrong is reported up to where the reader loses its place;
 * with warnings alone there is a value.
 */
export function parseYaml(source: SourceFile): { file: ParsedFile; diagnostics: readonly Diagnostic[] } {
  const strange = strangeCharacter(source);
  if (strange) return unread(source, strange);
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
  const strange = document.warnings.filter(isStrangeTag);
  const other = document.warnings.filter((each) => !strange.includes(each));
  const problems = syntaxErrors(source, lines, [...document.errors, ...other]);
  if (problems.length > 0) return { file: file(undefined), diagnostics: problems };
  const aliases = aliasErrors(source, document, lines);
  if (aliases.length > 0) return { file: file(undefined), diagnostics: aliases };
  const half = halfSurrogates(source, document, lines);
  if (half.length > 0) return { file: file(undefined), diagnostics: half };
  keepKeys(source, document);
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { file: file(value), diagnostics: strange.map((warning) => strangeTag(source, lines, warning)) };
  } catch (error) {
    const bomb = error instanceof Error && error.message.includes('Excessive alias');
    const message = bomb
      ? 'Aliases in this file expand to an excessive amount of data.'
      : `This file is not plain data: ${(error as Error).message}.`;
    const code = bomb ? 'yaml-alias-limit' : 'yaml-syntax';
    const hint = bomb ? 'Write the repeated part out, or nest fewer aliases.' : undefined;
    const at = spanAt(source, lines, ...(bomb ? heaviestAlias(document) : ([0, 0] as const)));
    return {
      file: file(undefined),
      diagnostics: [{ code, severity: 'error', message, at, ...(hint ? { hint } : {}) }],
    };
  }
}

/** Nobody can read it, and what goes through it level by level would not come back. */
function tooDeep(source: SourceFile, offset: number): { file: ParsedFile; diagnostics: readonly Diagnostic[] } {
  return unread(source, {
    code: 'yaml-syntax',
    severity: 'error',
    message: `This is nested more than ${MAX_DEPTH} levels deep.`,
    at: spanAt(source, linesOf(source.text), offset, offset),
    hint: 'Look for a bracket or an indentation that is repeated by mistake; nothing that Rackbook reads is nested so deep.',
  });
}

function unread(source: SourceFile, diagnostic: Diagnostic): { file: ParsedFile; diagnostics: readonly Diagnostic[] } {
  const empty = lazy(() => nodesOf({ ...source, text: '' }));
  return { file: { source, value: undefined, accepted: false, nodes: empty }, diagnostics: [diagnostic] };
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
