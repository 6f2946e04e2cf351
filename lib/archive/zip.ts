/** Reads ZIP by its list of contents. Source: PKWARE's APPNOTE 6.3. */

import type { Budget } from './budget.ts';
import type { Entry } from './entry.ts';

const END = 0x06054b50;
const END_LENGTH = 22;
const LISTED = 0x02014b50;
const LISTED_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;
/** Stands for a number that a 64-bit record has, which only archives beyond 4 GiB or 65,534 files need. */
const IN_ZIP64 = 0xffffffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** A ZIP begins with an entry, or with its end when it has none; a program that unpacks itself has other bytes before. */
export function isZip(bytes: Uint8Array): boolean {
  const start = bytes.byteLength >= 4 ? viewOf(bytes).getUint32(0, true) : 0;
  return start === LOCAL || start === END || endOf(bytes) !== undefined;
}

/** The files of an archive, in the order of its list. Ends with what is damaged. */
export function* zipEntries(bytes: Uint8Array, budget: Budget): Iterable<Entry> {
  const view = viewOf(bytes);
  const end = endOf(bytes);
  if (!end) return yield { closed: 'the list of its files is damaged' };
  let at = end.list;
  for (let count = 0; count < end.files; count++) {
    budget.entry();
    if (at + LISTED_LENGTH > bytes.byteLength || view.getUint32(at, true) !== LISTED) return yield { closed: 'the rest is damaged' };
    const nameLength = view.getUint16(at + 28, true);
    const name = Buffer.from(bytes.subarray(at + LISTED_LENGTH, at + LISTED_LENGTH + nameLength)).toString('utf8');
    if (!name.endsWith('/')) yield read(name, at, bytes, end.shift, budget);
    at += LISTED_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

function read(name: string, listed: number, bytes: Uint8Array, shift: number, budget: Budget): Entry {
  const view = viewOf(bytes);
  const [flags, method] = [view.getUint16(listed + 8, true), view.getUint16(listed + 10, true)];
  const [packed, offset] = [view.getUint32(listed + 20, true), view.getUint32(listed + 42, true)];
  if (flags & ENCRYPTED) return { closed: `${name} is encrypted` };
  if (method !== STORED && method !== DEFLATED) return { closed: `${name} is packed by method ${method}` };
  const local = shift + offset;
  if (packed === IN_ZIP64 || offset === IN_ZIP64 || local + LOCAL_LENGTH > bytes.byteLength || view.getUint32(local, true) !== LOCAL)
    return { closed: `${name} is damaged` };
  const from = local + LOCAL_LENGTH + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + packed > bytes.byteLength) return { closed: `${name} is damaged` };
  const content = bytes.subarray(from, from + packed);
  const unpacked = method === STORED ? budget.stored(content) : budget.inflate(content);
  return unpacked === undefined ? { closed: `${name} is damaged` } : { name, bytes: unpacked };
}

/** Where the list begins, and how far all offsets are from what they say, by what stands before the archive. Undefined without a whole end. */
function endOf(bytes: Uint8Array): { readonly list: number; readonly files: number; readonly shift: number } | undefined {
  const view = viewOf(bytes);
  const first = Math.max(0, bytes.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = bytes.byteLength - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) !== END || at + END_LENGTH + view.getUint16(at + 20, true) !== bytes.byteLength) continue;
    const [files, length, offset] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const list = at - length;
    if (list < offset) continue;
    if (files === 0 || (list + 4 <= bytes.byteLength && view.getUint32(list, true) === LISTED))
      return { list, files, shift: list - offset };
  }
  return undefined;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
