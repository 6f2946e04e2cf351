import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { line as freeText } from '../../core/parse/scalars.ts';

/** What may stand in a place: see {@link fit}. */
type Kind = 'endpoint' | 'key' | 'line' | 'literal' | 'mount' | 'name' | 'path' | 'pattern' | 'plain' | 'text' | 'url' | 'urlpath';

/** One text of the inventory. */
export interface Text {
  /** Stands for it in the harmless inventory, and nowhere else. */
  readonly token: string;
  readonly kind: Kind;
  /** Whether it stands in a Compose fragment, which is written in Compose's language: a variable may be meant there. */
  readonly native: boolean;
}

const MARK = /<([a-z]+)( [a-z]+)?>/g;
const source = readFileSync(join(import.meta.dirname, 'template.yaml'), 'utf8').replace(/^#.*\n/, '');

/** The texts of template.yaml, in their order. */
export const TEXTS: readonly Text[] = [];
const template = collect();

function collect(): unknown {
  const texts = TEXTS as Text[];
  const named = new Map<string, string>();
  const marked = source.replace(MARK, (whole, kind: Kind, name?: string) => {
    const known = name === undefined ? undefined : named.get(whole);
    if (known !== undefined) return known;
    const token = `Zq${String(texts.length).padStart(3, '0')}qZ`;
    if (name !== undefined) named.set(whole, token);
    texts.push({ token, kind, native: false });
    return token;
  });
  const data = parse(marked) as { services: Record<string, { compose?: unknown }> };
  const fragments = JSON.stringify(Object.values(data.services).map(({ compose }) => compose ?? null));
  for (const [index, text] of texts.entries()) texts[index] = { ...text, native: fragments.includes(text.token) };
  return data;
}

/** The inventory with these texts in their places. `machine` is the folder that absolute paths begin with. */
export function inventory(texts: ReadonlyMap<string, string>, machine: string): Record<string, unknown> {
  const before: Readonly<Record<Kind, string>> = {
    endpoint: 'tcp://',
    key: 'k',
    line: '',
    literal: '',
    mount: `${machine}/`,
    name: 'n',
    path: `${machine}/`,
    pattern: `${machine}/`,
    plain: 's3:',
    text: '',
    url: 'https://',
    urlpath: '/',
  };
  return replaceAll(template, (text) =>
    TEXTS.reduce((all, { token, kind }) => all.replace(token, () => before[kind] + (texts.get(token) ?? token)), text),
  ) as Record<string, unknown>;
}

/** Plain data with every text in it, keys too, replaced. */
export function replaceAll(data: unknown, make: (text: string) => string): unknown {
  if (typeof data === 'string') return make(data);
  if (Array.isArray(data)) return data.map((item) => replaceAll(item, make));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [make(key), replaceAll(item, make)]));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
const ENDS_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Characters that hide or reorder text; no path has them. */
const UNSEEN = /[\p{Cf}\ufff9-\ufffb]/gu;

/** The nearest to a hostile text that a place of this kind takes; a key and a path are unlike all others. */
export function nearest(text: Text, hostile: string): string {
  const taken = nearestOfKind(text, hostile);
  if (!text.native || text.kind === 'key' || text.kind === 'literal') return taken;
  // In Compose's language a dollar is doubled. A path that is also one of `data` is said in two languages, so it has none.
  return taken.replaceAll('$', text.kind === 'path' ? '' : '$$$$');
}

function nearestOfKind({ kind, token }: Text, hostile: string): string {
  const line = hostile.toWellFormed().replace(ENDS_LINE, '');
  switch (kind) {
    case 'text':
      return hostile.toWellFormed();
    case 'literal':
      // A dollar in Compose's language; a final newline, which every file has, would not be seen.
      return hostile.toWellFormed().replace(/\n+$/, '').replaceAll('$', '$$$$');
    case 'line':
      return freeText.safeParse(cut(line, 300)).success ? cut(line, 300) : 'x';
    case 'plain':
      return cut(line.replace(UNSEEN, ''), 200);
    case 'key':
      return `${token.slice(2, 5)}${cut(line, 200)}`;
    case 'name':
      return `${token.slice(2, 5)}${cut(line, 200).replaceAll('=', '')}`;
    case 'mount':
      // See generators/btrbk/snapshot-tool.ts.
      return pathOf(token, line.replaceAll('#', '')).replace(/[\s/]+$/, '');
    case 'path':
      return pathOf(token, line);
    case 'pattern':
      // What it escapes is its author's business.
      return pathOf(token, line).replace(/[\\[\]]/g, '');
    case 'endpoint':
      return `h${line.replace(/\s/g, '')}`;
    case 'urlpath':
      return line.replace(/\s/g, '');
    case 'url':
      return `h/${line.replace(UNSEEN, '').replace(/[\s"'<>`\\]/g, '')}`;
  }
}

/** Without a slash at its end: a folder is the same with one and without. */
function pathOf(token: string, line: string): string {
  return `${token.slice(2, 5)}${cut(line.replace(UNSEEN, ''), 60)}`
    .split('/')
    .map((part) => (part === '..' ? '._.' : part))
    .join('/')
    .replace(/\/+$/, '');
}

function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
