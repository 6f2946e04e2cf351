import fs from 'node:fs';
import { dirname, join } from 'node:path';

/** So many at once, since a journal takes what waits for it in one go: alone, each file waits for a turn of the disk. */
const AT_ONCE = 32;
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
/** What systems answer that do not flush folders. */
const NO_FOLDERS = ['EINVAL', 'EISDIR', 'EPERM', 'EACCES', 'EBADF', 'ENOTSUP'];

/**
 * Has the disk keep these files below `root`, and the folders that name them: after a power cut they are whole. A path where nothing is any
 * more counts for its folder alone. Throws errors of the disk.
 */
export async function flushToDisk(root: string, paths: readonly string[]): Promise<void> {
  await flushEach(
    paths.map((path) => join(root, path)),
    [],
  );
  await flushEach([...new Set(paths.map((path) => join(root, dirname(path))))], NO_FOLDERS);
}

async function flushEach(files: readonly string[], ignored: readonly string[]): Promise<void> {
  const left = files.values();
  const worker = async () => {
    for (const file of left) await flushOne(file, ignored);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function flushOne(file: string, ignored: readonly string[]): Promise<void> {
  try {
    const handle = await fs.promises.open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && !ignored.includes(code)) throw error;
  }
}
