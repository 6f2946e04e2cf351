/** A lock file that names its owner's process, so that the lock of a process that died is taken over. */

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readRegular } from '../../core/write/regular-file.ts';

/** Takes the lock and returns its release, or returns the id of the process that holds it. */
export async function takeLock(file: string): Promise<(() => Promise<void>) | number> {
  await mkdir(dirname(file), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(file);
    if (isAlive(owner) || attempt > 0) return owner;
    await rm(file, { force: true });
  }
}

function ownerOf(file: string): number {
  const read = readRegular(file, 64);
  return read.kind === 'file' ? Number(read.bytes.toString('utf8')) : 0;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
