import { isUtf8 } from 'node:buffer';
import type { Excuse } from '../check/secret-mark.ts';
import { htmlParts } from './html-parts.ts';
import { formsOf, type KnownSecret } from './known-secrets.ts';
import { isOpaque } from './opaque.ts';
import { secretsBelow, secretsInFile, secretsInLines, secretsInProgram } from './rules.ts';
import type { FoundInText, TextPart } from './text-part.ts';

/** What a file of a site holds, by the ending of its name. All others are judged as gen judges them. */
type Kind = 'html' | 'program' | 'index';

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/\.(html?|svg|xml)$/, 'html'],
  [/\.(css|m?js)$/, 'program'],
  [/\.pf_(fragment|index|meta|filter|sort)$/, 'index'],
];

/** In an archive, files that go to a machine and the inventory: gen has accepted them, whatever they are. Its first group is where one lies. */
export const ACCEPTED = /!(?:[^/]*\/)?((?:infra|inventory)\/.*)$/;

export interface ScanOptions {
  /** Secrets that are sought as they are. */
  readonly known: readonly KnownSecret[];
  /** What the inventory says is none; nothing unless said. */
  readonly excuse?: Excuse;
}

/** Finds what looks like a secret in a file. Undefined where nothing can be said: it is no text, and of no kind that is known to hold none. */
export type Finder = (path: string, content: Uint8Array) => readonly FoundInText[] | undefined;

/**
 * A finder by the rules of the inventory, and for secrets that are known as they are. It remembers texts, since pages have most in common. Files
 * in archives should be asked for first: what a page shows of one, whole, is judged there.
 */
export function finderFor({ known, excuse = () => false }: ScanOptions): Finder {
  const sought = known.flatMap(({ what, value }) => formsOf(value).map((form) => ({ what, form, bytes: Buffer.from(form) })));
  const memory = new Map<string, readonly FoundInText[]>();
  const tags = new Set<string>();
  const judged = new Set<string>();
  const judge = (text: string): readonly FoundInText[] => {
    const before = memory.get(text);
    if (before) return before;
    const named = sought.flatMap(({ what, form }) =>
      text.includes(form) ? [{ line: lineOf(text, form), what, isKnown: true as const }] : [],
    );
    const found = named.length > 0 ? named : secretsInLines(text, excuse);
    memory.set(text, found);
    return found;
  };
  const inParts = (parts: Iterable<TextPart>): readonly FoundInText[] =>
    [...parts].flatMap(({ line, text, under = [], isProgram }) => {
      if (judged.has(text.trim())) return [];
      const found = isProgram ? secretsInProgram(text, excuse) : judge(text);
      return (found.length > 0 ? found : secretsBelow(under, text, excuse)).map((each) => ({ ...each, line: line + each.line - 1 }));
    });
  const byRules: Finder = (path, content) => {
    const accepted = ACCEPTED.exec(path)?.[1];
    const kind = accepted === undefined ? KINDS.find(([ending]) => ending.test(path))?.[1] : undefined;
    if (kind === 'index') return inParts(runsOfText(content));
    if (!isUtf8(content)) return isOpaque(content) ? [] : undefined;
    const text = new TextDecoder().decode(content);
    if (kind === 'html') return inParts(htmlParts(text, tags));
    if (kind === 'program') return secretsInProgram(text, excuse);
    // On a page nothing would say what it is.
    if (accepted !== undefined) judged.add(text.trim());
    return secretsInFile(text, accepted ?? path, excuse);
  };
  return (path, content) => {
    const whole = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    const hit = sought.find(({ bytes }) => whole.includes(bytes));
    return hit
      ? [{ line: lineOf(whole.toString('latin1'), hit.bytes.toString('latin1')), what: hit.what, isKnown: true }]
      : byRules(path, content);
  };
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

/** What is text in a file of the search index, which has numbers between its words. */
function runsOfText(content: Uint8Array): Iterable<TextPart> {
  const text = Buffer.from(content).toString('latin1');
  return (text.match(/[ -~]{6,}/g) ?? []).map((run) => ({ line: 1, text: run }));
}
