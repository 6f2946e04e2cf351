/** Reads tar as POSIX (ustar, pax), GNU and the seventh edition of Unix write it. */

import type { Budget } from './budget.ts';
import type { Entry } from './entry.ts';

const BLOCK = 512;
const FILE = new Set(['0', '\0', '7', 'S']);
/** Links, devices, folders and pipes: whatever size they say, no content follows. */
const WITHOUT_CONTENT = new Set(['1', '2', '3', '4', '5', '6']);
const CHECKSUM = { from: 148, to: 156 };

/** Whether the bytes begin with a header of tar: it has its own sum, which chance does not give. */
export function isTar(bytes: Uint8Array): boolean {
  return bytes.byteLength >= BLOCK && hasSum(bytes.subarray(0, BLOCK));
}

/** The files of an archive, in its order. Ends with what is damaged. */
export function* tarEntries(bytes: Uint8Array, budget: Budget): Iterable<Entry> {
  let given: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.byteLength; ) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    budget.entry();
    const size = sizeOf(header);
    const type = String.fromCharCode(header[156] ?? 0);
    const from = at + BLOCK;
    const length = WITHOUT_CONTENT.has(type) ? 0 : size;
    if (!hasSum(header) || length === undefined || from + length > bytes.byteLength) return yield { closed: 'the rest is damaged' };
    const content = bytes.subarray(from, from + length);
    at = from + Math.ceil(length / BLOCK) * BLOCK;
    if (type === 'L') given = text(content);
    else if (type === 'x') given = paxPath(content) ?? given;
    else {
      if (FILE.has(type)) yield { name: given ?? nameOf(header), bytes: content };
      // Of global headers, long names of links and what is not known, content is a note of the archiver.
      if (type !== 'g' && type !== 'K') given = undefined;
    }
  }
}

/** The sum of all bytes, with spaces in place of the sum itself; some programs took the bytes as signed. */
function hasSum(header: Uint8Array): boolean {
  const said = Number.parseInt(text(header.subarray(CHECKSUM.from, CHECKSUM.to)).trim(), 8);
  let unsigned = 0;
  let signed = 0;
  header.forEach((byte, index) => {
    const counted = index >= CHECKSUM.from && index < CHECKSUM.to ? 0x20 : byte;
    unsigned += counted;
    signed += counted > 127 ? counted - 256 : counted;
  });
  return said > 0 && (said === unsigned || said === signed);
}

/** Octal digits, or a number of base 256 when the first bit is set. */
function sizeOf(header: Uint8Array): number | undefined {
  const field = header.subarray(124, 136);
  const size =
    (field[0] ?? 0) & 0x80
      ? [...field.subarray(1)].reduce((sum, byte) => sum * 256 + byte, 0)
      : Number.parseInt(text(field).trim() || '0', 8);
  return Number.isSafeInteger(size) && size >= 0 ? size : undefined;
}

function nameOf(header: Uint8Array): string {
  const prefix = text(header.subarray(257, 263)).startsWith('ustar') && header[262] === 0 ? text(header.subarray(345, 500)) : '';
  const name = text(header.subarray(0, 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Of records `<length> path=<path>\n`. */
function paxPath(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(Buffer.from(content).toString('utf8'))?.[1];
}

/** Up to the first zero. */
function text(field: Uint8Array): string {
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
}
