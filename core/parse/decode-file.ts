/** What a file says, as text. */
export interface DecodedFile {
  /** Without a byte order mark; empty for what is no text. */
  readonly text: string;
  /** The file itself, where `text` in UTF-8 is not the same. */
  readonly bytes?: Uint8Array;
  /** Why there is no text. */
  readonly unreadable?: string;
}

/** Text of a project is read and searched whole. */
export const MAX_TEXT = 1024 * 1024;
/** Takes a byte order mark away, which `toString` would leave. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Text is UTF-8, and Compose reads YAML in UTF-16, too, when it begins with a byte order mark. Anything else is bytes, which may still lie
 * beside a project.
 *
 * @param path says by its ending whether it is YAML
 */
export function decodeFile(bytes: Uint8Array, path: string): DecodedFile {
  const none = (unreadable: string): DecodedFile => ({ text: '', bytes, unreadable });
  if (bytes.byteLength > MAX_TEXT) return none('it is larger than 1 MiB');
  const text = utf8Text(bytes);
  if (text !== undefined) return { text, ...(hasMark(bytes) ? { bytes } : {}) };
  const encoding = utf16(bytes);
  if (!encoding) return none('it is not UTF-8 text');
  if (!/\.ya?ml$/.test(path)) return none('it is UTF-16, which Compose reads in YAML only');
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), bytes };
  } catch {
    return none('it begins as UTF-16 and is not');
  }
}

/** A file as text as far as that goes, to be searched: each byte is a character where it is in no known encoding. */
export function roughText({ text, bytes, unreadable }: DecodedFile): string {
  if (unreadable === undefined || bytes === undefined) return text;
  const encoding = utf16(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  return utf8Text(bytes) ?? Buffer.from(bytes).toString('latin1');
}

/** Undefined for what is not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return undefined;
  }
}

function hasMark([a, b, c]: Uint8Array): boolean {
  return a === 0xef && b === 0xbb && c === 0xbf;
}

/** By its byte order mark. */
function utf16([a, b]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}
