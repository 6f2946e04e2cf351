import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import type { BundleFile } from './bundle-file.ts';

/** Folder that the archive unpacks into. */
const ARCHIVE_FOLDER = 'disaster-recovery';

/** Byte of a gzip header that says on which system it was made; 255 is "unknown" (RFC 1952). */
const SYSTEM_BYTE = 9;

/** A `.tar.gz` of these files, by path. The same files give the same bytes: no time, no owner, only whether a file can be run. */
export async function archiveOf(files: readonly BundleFile[]): Promise<Uint8Array> {
  const tar = await packTar(
    files
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, content, executable }) => ({
        header: {
          name: `${ARCHIVE_FOLDER}/${path}`,
          size: content.byteLength,
          type: 'file' as const,
          mode: executable ? 0o755 : 0o644,
          mtime: new Date(0),
          ...{ uid: 0, gid: 0, uname: 'root', gname: 'root' },
        },
        body: content,
      })),
  );
  const packed = gzipSync(tar, { level: 9 });
  packed[SYSTEM_BYTE] = 255;
  return packed;
}
