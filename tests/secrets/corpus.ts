import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One planted text: what it is of, where it stands, and the text. */
export interface Sample {
  readonly group: string;
  readonly place: string;
  readonly text: string;
  /** Parts of it that a program would have made, and that stand nowhere else. */
  readonly parts: readonly string[];
  /** File and line, for messages. */
  readonly at: string;
}

const ALPHABETS: Readonly<Record<string, string>> = {
  hex: '0123456789abcdef',
  HEX: '0123456789ABCDEF',
  digits: '0123456789',
  letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  alnum: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  lower: 'abcdefghijklmnopqrstuvwxyz0123456789',
  BASE32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  BECH32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  b64url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  b64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
};
const PART = /<(b64raw|b64url|b64|hex|HEX|digits|letters|alnum|lower|BASE32|BECH32|uuid):?(\d*)>/g;

/**
 * The samples of a file of the corpus. A line is `group | place | text`; `\n` in a text is a line break, `\t` a tab, and `<hex:32>` stands for 32 signs
 * that the line itself decides, so that the file holds nothing that a scanner could take for a secret. Of `b64` the number is that of bytes.
 */
export function readCorpus(name: string): readonly Sample[] {
  const lines = readFileSync(join(import.meta.dirname, 'corpus', `${name}.txt`), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    const [group, place, ...text] = line.split(' | ');
    if (group === undefined || place === undefined || text.length === 0) throw new Error(`${name}:${index + 1} is no sample`);
    return [{ group, place, ...fill(text.join(' | ')), at: `${name}:${index + 1}` }];
  });
}

function fill(text: string): Pick<Sample, 'text' | 'parts'> {
  const parts: string[] = [];
  const filled = text.replace(PART, (_, kind: string, length: string) => {
    const part = signs(kind, Number(length), `${text} ${parts.length}`);
    parts.push(part);
    return part;
  });
  return { text: filled.replaceAll('\\n', '\n').replaceAll('\\t', '\t'), parts };
}

/** Signs of an alphabet, the same for the same seed. */
function signs(kind: string, length: number, seed: string): string {
  if (kind === 'uuid') return signs('hex', 32, seed).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
  if (kind === 'b64' || kind === 'b64raw') {
    const text = Buffer.from(bytes(length, seed)).toString('base64');
    return kind === 'b64' ? text : text.replace(/=+$/, '');
  }
  const alphabet = ALPHABETS[kind] ?? '';
  return [...bytes(length, seed)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

function bytes(length: number, seed: string): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) => createHash('sha256').update(`${seed} ${block}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}
