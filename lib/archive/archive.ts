/** Looks into archives that strangers may have made: nothing is written, and size, number and depth of what is packed are bounded. */

import { Budget, TooMuch } from './budget.ts';
import type { ArchivedFile, Entry } from './entry.ts';
import { isTar, tarEntries } from './tar.ts';
import { isZip, zipEntries } from './zip.ts';

export interface Opened {
  readonly files: readonly ArchivedFile[];
  /** What was not looked at, and why: `secret.txt is encrypted`. Empty when all was. */
  readonly closed: readonly string[];
}

/** Archives in archives: `a.zip!b.tar.gz!c` is three deep, since a gz is one. */
const DEPTH = 4;
/** Names of formats that nothing here opens, by how they begin; each byte as the character of its number. */
const OTHERS: readonly (readonly [start: string, title: string])[] = [
  ['7z\xbc\xaf\x27\x1c', '7-Zip'],
  ['Rar!\x1a\x07', 'RAR'],
  ['\xfd7zXZ\0', 'xz'],
  ['BZh1AY&SY', 'bzip2'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['\x04\x22\x4d\x18', 'lz4'],
];

/** Everything that is packed in a file: zip, tar, gz, and these in each other. Undefined for what is no archive. */
export function openArchive(bytes: Uint8Array, path: string): Opened | undefined {
  if (kindOf(bytes) === undefined) return undefined;
  const files: ArchivedFile[] = [];
  const closed: string[] = [];
  const budget = new Budget();
  try {
    for (const entry of open({ name: path.slice(path.lastIndexOf('/') + 1), bytes }, '', 1, budget)) {
      if ('closed' in entry) closed.push(entry.closed);
      else files.push(entry);
    }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    closed.push(`the rest is beyond ${error.message}`);
  }
  return { files, closed };
}

type Kind = 'zip' | 'tar' | 'gz' | { readonly other: string };

function kindOf(bytes: Uint8Array): Kind | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gz';
  if (isTar(bytes)) return 'tar';
  if (isZip(bytes)) return 'zip';
  const start = Buffer.from(bytes.subarray(0, 10))
    .toString('latin1')
    .replace(/^BZh[1-9]/, 'BZh');
  const other = OTHERS.find(([begins]) => start.startsWith(begins))?.[1];
  return other === undefined ? undefined : { other };
}

/** What is in a file, or the file itself when it is no archive. `prefix` stands before the names of what is in it. */
function* open(file: ArchivedFile, prefix: string, depth: number, budget: Budget): Iterable<Entry> {
  const kind = kindOf(file.bytes);
  if (kind === undefined) yield file;
  else if (typeof kind === 'object') yield { closed: `${file.name} is packed as ${kind.other}` };
  else if (depth > DEPTH) yield { closed: `${file.name} is more than ${DEPTH} archives deep` };
  else if (kind === 'gz') {
    const bytes = budget.gunzip(file.bytes);
    if (bytes === undefined) yield { closed: `${file.name} is damaged` };
    else yield* open({ name: file.name.replace(/\.gz$/i, ''), bytes }, prefix, depth + 1, budget);
  } else
    for (const entry of (kind === 'zip' ? zipEntries : tarEntries)(file.bytes, budget)) {
      if ('closed' in entry) yield { closed: `${prefix}${entry.closed}` };
      else yield* open({ ...entry, name: `${prefix}${entry.name}` }, `${prefix}${entry.name}!`, depth + 1, budget);
    }
}
