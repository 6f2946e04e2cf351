import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const random = (length: number) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** What all canaries of this run begin and end with: a leak that was cut at one end is still found, and few texts are looked for. */
const HEAD = `Q${random(11)}`;
const TAIL = `${random(11)}7`;

/** A unique secret: letters and digits, 32 of them. `upTo` cuts it for a format that has a length. */
export function canary(upTo = 32): string {
  return `${HEAD}${random(8)}${TAIL}`.slice(0, upTo);
}

interface Form {
  readonly name: string;
  readonly text: string;
  /** In base64 it matters. */
  readonly exactCase?: true;
}

const FORMS: readonly Form[] = [HEAD, TAIL].flatMap((half) => formsOf(half));

function formsOf(half: string): Form[] {
  const backwards = [...half].reverse().join('');
  const each = (text: string, say: (code: number) => string) => [...text].map((c) => say(c.charCodeAt(0))).join('');
  const hex = (code: number) => code.toString(16);
  return [
    { name: 'as it is', text: half },
    { name: 'backwards', text: backwards },
    { name: 'in hexadecimal', text: each(half, hex) },
    { name: 'percent-encoded', text: each(half, (code) => `%${hex(code)}`) },
    { name: 'escaped for JSON', text: each(half, (code) => `\\u00${hex(code)}`) },
    { name: 'escaped for JSON, backwards', text: each(backwards, (code) => `\\u00${hex(code)}`) },
    { name: 'escaped for HTML', text: each(half, (code) => `&#${code};`) },
    { name: 'escaped for HTML', text: each(half, (code) => `&#x${hex(code)};`) },
    ...[half, half.toLowerCase(), backwards].flatMap(base64Forms),
  ];
}

/** In base64 a text looks different by where it begins, and its ends by what is around it. */
function base64Forms(text: string): Form[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.from('.'.repeat(before) + text).toString('base64');
    const sure = whole.slice(Math.ceil((before * 4) / 3), Math.floor(((before + text.length) * 4) / 3));
    return { name: 'in base64', text: sure, exactCase: true };
  });
}

/** Where a canary is in a text, in what form and with what around it; empty for a clean text. */
export function canariesIn(where: string, text: string): string[] {
  const folded = text.toLowerCase();
  return FORMS.flatMap(({ name, text: wanted, exactCase }) => {
    const at = exactCase ? text.replaceAll('-', '+').replaceAll('_', '/').indexOf(wanted) : folded.indexOf(wanted.toLowerCase());
    return at < 0 ? [] : [`${where}: ${name}, in ${JSON.stringify(text.slice(Math.max(0, at - 60), at + wanted.length + 40))}`];
  });
}

export interface Scan {
  readonly files: number;
  readonly found: readonly string[];
}

/** Looks through every file below a folder, also inside of what gzip made. Links below it are not followed. */
export function scanFolder(folder: string): Scan {
  const paths = filesBelow(folder);
  const found = paths.flatMap((path) => {
    const bytes = readFileSync(path);
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return canariesIn(`${path.slice(folder.length + 1)}`, (packed ? gunzipSync(bytes) : bytes).toString('latin1'));
  });
  return { files: paths.length, found };
}

/** Node's own recursion follows a link to a folder, such as the one to all packages that the site is built with. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
