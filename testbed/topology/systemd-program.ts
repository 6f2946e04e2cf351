import { access } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDERS = ['/usr/lib/systemd', '/lib/systemd'];

/** A program of systemd that is on no PATH, or undefined. */
export async function systemdProgram(name: string): Promise<string | undefined> {
  for (const folder of FOLDERS) {
    const file = join(folder, name);
    const found = await access(file).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return undefined;
}
