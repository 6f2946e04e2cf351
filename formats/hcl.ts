const PATH = Symbol('path');

/** See {@link hclReference}. A symbol, so that no data can pass for one. */
export interface HclReference {
  readonly [PATH]: string;
}

export type HclValue = string | number | boolean | HclReference | readonly HclValue[] | HclMap;
/** In the order in which it is written; `undefined` is left out. */
export interface HclMap {
  readonly [key: string]: HclValue | undefined;
}

export interface HclBody {
  readonly attributes?: HclMap;
  /** After the attributes. */
  readonly blocks?: readonly HclBlock[];
}

export interface HclBlock extends HclBody {
  readonly type: string;
  readonly labels?: readonly string[];
}

export interface HclOptions {
  /** Comment lines above the data; line breaks and control characters in them become spaces. */
  readonly header?: readonly string[];
}

/** A list stays on one line up to this column. */
const MAX_LINE = 120;
/** Deeper than any real configuration; a cycle gets here at once. */
const MAX_DEPTH = 100;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** A way to something that is declared elsewhere: no call, operator or string, so nothing can be brought in with it. */
const REFERENCE = /^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*|\[\d+\])*$/;
/** Not read as keys when they stand bare: `{ for = 1 }` is taken for a loop. */
const RESERVED = new Set(['false', 'for', 'null', 'true']);
/** Not seen, or able to reorder or hide text in a review. */
const UNSEEN = /[\p{C}\p{Z}]/gu;
const ESCAPED = /["\\]|(?! )[\p{C}\p{Z}]/gu;
/** Everything beyond ASCII too, so that a key's length is the width that terraform fmt aligns by. */
const ESCAPED_IN_KEY = /["\\]|[^ -~]/gu;
const SHORT: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A reference such as `var.zone_id`, or a type such as `string`. Throws on anything else: that is a bug of the caller. */
export function hclReference(path: string): HclReference {
  if (!REFERENCE.test(path)) throw new TypeError(`${JSON.stringify(path)} is no reference in HCL.`);
  return { [PATH]: path };
}

/**
 * Data as an HCL2 file, in the form that `terraform fmt` leaves alone. Strings are inert: nothing in them is a template. Terraform
 * reads every string in Unicode's NFC, so a text that is not in it comes back composed. Throws on what HCL cannot say, and on names
 * that are no identifiers: those are bugs of the caller.
 */
export function emitHcl(file: HclBody, options: HclOptions = {}): string {
  const header = (options.header ?? []).map(comment).join('\n');
  return `${[header, body(file, '', 0)].filter((part) => part !== '').join('\n\n')}\n`;
}

function body({ attributes = {}, blocks = [] }: HclBody, indent: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError('Cannot write blocks so deep as HCL, perhaps a cycle.');
  const lines = entries(attributes, indent, depth, identifier);
  return [...(lines === '' ? [] : [lines]), ...blocks.map((block) => print(block, indent, depth))].join('\n\n');
}

function print(block: HclBlock, indent: string, depth: number): string {
  const labels = (block.labels ?? []).map((label) => ` "${identifier(label)}"`).join('');
  const inside = body(block, `${indent}  `, depth + 1);
  return `${indent}${identifier(block.type)}${labels} {${inside === '' ? '' : `\n${inside}\n${indent}`}}`;
}

/** One entry a line. As terraform fmt does, the signs of neighbours on one line each stand below each other. */
function entries(map: HclMap, indent: string, depth: number, name: (key: string) => string): string {
  const cells = Object.entries(map).flatMap(([key, item]) =>
    item === undefined ? [] : [{ key: name(key), text: value(item, indent, depth) }],
  );
  const lines: string[] = [];
  for (let start = 0; start < cells.length; ) {
    const multiline = cells.findIndex(({ text }, index) => index >= start && text.includes('\n'));
    const end = multiline < 0 ? cells.length : multiline;
    const neighbours = cells.slice(start, end);
    const width = Math.max(...neighbours.map(({ key }) => key.length));
    for (const { key, text } of neighbours) lines.push(`${indent}${key.padEnd(width)} = ${text}`);
    const next = cells[end];
    if (next) lines.push(`${indent}${next.key} = ${next.text}`);
    start = end + 1;
  }
  return lines.join('\n');
}

function value(item: HclValue, indent: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError('Cannot write values so deep as HCL, perhaps a cycle.');
  switch (typeof item) {
    case 'string':
      return quoted(item, ESCAPED);
    case 'number':
      if (!Number.isFinite(item)) throw new TypeError(`Cannot write ${item} as HCL.`);
      return String(item === 0 ? 0 : item);
    case 'boolean':
      return String(item);
    case 'object':
      if (item === null) throw new TypeError('Cannot write null as HCL.');
      if (isReference(item)) return item[PATH];
      return isList(item) ? list(item, indent, depth) : map(item, indent, depth);
    default:
      throw new TypeError(`Cannot write a ${typeof item} as HCL.`);
  }
}

function list(items: readonly HclValue[], indent: string, depth: number): string {
  const inner = `${indent}  `;
  const texts = items.map((item) => value(item, inner, depth + 1));
  const line = `[${texts.join(', ')}]`;
  const flat = items.every((item) => typeof item !== 'object' || isReference(item));
  if (items.length === 0 || (flat && indent.length + line.length <= MAX_LINE)) return line;
  return `[\n${texts.map((text) => `${inner}${text},\n`).join('')}${indent}]`;
}

/** A map with one entry is a name for it, and stays on its line. */
function map(items: HclMap, indent: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(items);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('Cannot write what is not plain data as HCL.');
  const lines = entries(items, `${indent}  `, depth + 1, key);
  if (lines === '') return '{}';
  return lines.includes('\n') ? `{\n${lines}\n${indent}}` : `{ ${lines.trimStart()} }`;
}

function key(name: string): string {
  return IDENTIFIER.test(name) && !RESERVED.has(name) ? name : quoted(name, ESCAPED_IN_KEY);
}

function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new TypeError(`${JSON.stringify(name)} is no identifier in HCL.`);
  return name;
}

function quoted(text: string, unsafe: RegExp): string {
  if (!text.isWellFormed()) throw new TypeError('Cannot write a string with half a surrogate pair as HCL.');
  // A doubled sign before a brace is the sign itself, also behind more of its kind.
  return `"${text.replace(unsafe, escaped).replace(/[$%](?=\{)/g, '$&$&')}"`;
}

function escaped(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  return SHORT[char] ?? (hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`);
}

function comment(text: string): string {
  const inert = text.toWellFormed().replace(UNSEEN, ' ').trimEnd();
  return inert === '' ? '#' : `# ${inert}`;
}

function isReference(item: object): item is HclReference {
  return PATH in item;
}

/** `Array.isArray` does not narrow a read-only list. */
function isList(item: HclValue): item is readonly HclValue[] {
  return Array.isArray(item);
}
