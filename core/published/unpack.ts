import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';

export interface PublishedFile {
  /** Below the folder that is published, with `/`. Of a file in an archive its path there stands behind `!`. */
  readonly path: string;
  /** Absent where something else than a file stands there. */
  readonly content?: Uint8Array;
}

/** Beyond this it is no file of a site, whatever it was packed to. */
const LARGEST = 256 * 1024 * 1024;
const TAR_MARK = 257;

/** A file, and everything that is packed in it, to the last. What cannot be unpacked comes as it is. */
export async function unpacked(file: PublishedFile): Promise<readonly PublishedFile[]> {
  const { path, content } = file;
  if (content?.[0] !== 0x1f || content[1] !== 0x8b) return [file];
  const inner = gunzipSync(content, { maxOutputLength: LARGEST });
  if (inner.toString('latin1', TAR_MARK, TAR_MARK + 5) !== 'ustar') return [{ path, content: inner }];
  const entries = await unpackTar(inner);
  return entries.map(({ header, data }) => ({ path: `${path}!${header.name}`, content: data ?? new Uint8Array() }));
}
