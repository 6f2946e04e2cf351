/** Writes tar archives in memory: files, folders and links, all of them root's and without a time. */

export interface TarEntry {
  /** Without a leading slash. */
  readonly path: string;
  /** One of these; neither makes a folder. */
  readonly content?: string | Buffer | readonly Buffer[];
  readonly link?: string;
  /** Default 0644, and 0755 of a folder. */
  readonly mode?: number;
}

const BLOCK = 512;
const LONGEST = 100;

/** The archive in pieces, so that a big file is not copied. */
export function tar(entries: readonly TarEntry[]): Buffer[] {
  return [...entries.flatMap(pieces), Buffer.alloc(2 * BLOCK)];
}

function pieces({ path, content, link, mode }: TarEntry): Buffer[] {
  if (content !== undefined) return [...longNames(path, ''), ...filed(path, '0', mode ?? 0o644, blobs(content))];
  if (link !== undefined) return [...longNames(path, link), header(path, '2', 0o777, 0, link)];
  return [...longNames(`${path}/`, ''), header(`${path}/`, '5', mode ?? 0o755, 0)];
}

/** GNU's way to store a name that is too long for a header. */
function longNames(path: string, link: string): Buffer[] {
  const long = (type: string, text: string) =>
    Buffer.byteLength(text) > LONGEST ? filed('././@LongLink', type, 0o644, [Buffer.from(`${text}\0`)]) : [];
  return [...long('K', link), ...long('L', path)];
}

function filed(path: string, type: string, mode: number, content: readonly Buffer[]): Buffer[] {
  const size = content.reduce((sum, { length }) => sum + length, 0);
  return [header(path, type, mode, size), ...content, Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)];
}

function header(path: string, type: string, mode: number, size: number, link = ''): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) => block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
  const cut = (text: string, at: number) => Buffer.from(text).copy(block, at, 0, LONGEST);
  cut(path, 0);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  // The sum counts its own field as spaces.
  block.fill(' ', 148, 156);
  block.write(type, 156);
  cut(link, 157);
  block.write('ustar  \0', 257);
  block.write(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return block;
}

function blobs(content: string | Buffer | readonly Buffer[]): readonly Buffer[] {
  if (typeof content === 'string') return [Buffer.from(content)];
  return Buffer.isBuffer(content) ? [content] : (content as readonly Buffer[]);
}
