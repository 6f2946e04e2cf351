import { looksRandom } from './looks-random.ts';
import { ADDRESSES, ADDRESSES_HINT } from './shapes/addresses.ts';
import { HASHES, HASHES_HINT } from './shapes/hashes.ts';
import { KEYS, KEYS_HINT } from './shapes/keys.ts';
import type { Shape } from './shapes/shape.ts';

const compiled = (shapes: readonly Shape[]) =>
  shapes.map(([pattern, what]) => [new RegExp(pattern.source, `${pattern.flags}dg`), what] as const);

/** Each list with what is in every text that has one of its shapes: most texts have none of it, and a lab has tens of thousands. */
const LISTS = [
  [KEYS_HINT, compiled(KEYS)],
  [HASHES_HINT, compiled(HASHES)],
  [ADDRESSES_HINT, compiled(ADDRESSES)],
] as const;

/** A secret that is known by its shape. */
export interface FoundShape {
  readonly what: string;
  /** All of it. */
  readonly whole: string;
  /** What a placeholder may stand in place of: a part of it, or all but what its form begins with. */
  readonly value?: string;
  readonly own: string;
  readonly user?: string;
}

/** What kind of secret a text holds by its shape alone. */
export function secretShape(text: string): string | undefined {
  for (const { what } of shapesIn(text)) return what;
  return undefined;
}

/** Every such shape in a text, with the part that a placeholder may stand for. */
export function* shapesIn(text: string): Iterable<FoundShape> {
  for (const { match, what } of matchesIn(text)) {
    const { 0: whole, groups = {} } = match;
    const { value = groups['random'], user } = groups;
    yield { what, whole, own: ownPart(whole), ...(value === undefined ? {} : { value }), ...(user === undefined ? {} : { user }) };
  }
}

/** Where such shapes stand. */
export function* shapeRanges(text: string): Iterable<readonly [start: number, end: number]> {
  for (const { match } of matchesIn(text)) if (match.indices?.[0]) yield match.indices[0];
}

/** The same text with every secret that is known by its shape replaced by a word. */
export function replaceShapes(text: string, instead: string): string {
  let clean = text;
  for (const [hint, shapes] of LISTS)
    if (hint.test(clean))
      for (const [pattern] of shapes) clean = clean.replace(pattern, (whole, ...rest) => (counts(rest.at(-1)) ? instead : whole));
  return clean;
}

function* matchesIn(text: string): Iterable<{ readonly match: RegExpExecArray; readonly what: string }> {
  for (const [hint, shapes] of LISTS) {
    if (!hint.test(text)) continue;
    for (const [pattern, what] of shapes) for (const match of text.matchAll(pattern)) if (counts(match.groups)) yield { match, what };
  }
}

/** The last argument of a replacer is the whole text where the pattern has no groups of a name. */
function counts(groups: unknown): boolean {
  const random = typeof groups === 'object' && groups !== null && 'random' in groups ? groups.random : undefined;
  return typeof random !== 'string' || looksRandom(random);
}

/** What is left of a token or a hash without the words and signs that its form begins with: `…` of `tskey-auth-…` and of `$2y$05$…`. */
function ownPart(whole: string): string {
  return whole.slice(whole.lastIndexOf('$') + 1).replace(/^(?:[a-z]{2,6}[-_])+/, '');
}
