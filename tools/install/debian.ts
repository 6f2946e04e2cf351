/** Installs Debian packages into a folder of the store: downloaded by a private apt, unpacked without root. */

import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lastLines, run } from '../process.ts';
import type { DebianSource } from '../tool.ts';
import { systemArchive } from './mirror.ts';
import { CannotInstall } from './outcome.ts';
import { privateApt } from './private-apt.ts';
import { putFolder, scratchFolder } from './store.ts';

export async function installDebian(source: DebianSource, stamp: string): Promise<void> {
  const archive = await systemArchive();
  const apt = await privateApt(archive, source.suite === 'own' ? archive.own : source.suite);
  const packages = await apt.download(source.packages, await scratchFolder('debs'), source.withMissing === true);

  await putFolder(source.folder, stamp, async (folder) => {
    for (const file of packages) {
      const unpacked = await run(['dpkg', '-x', file, folder], { timeoutMs: 120_000 });
      if (unpacked.code !== 0) throw new CannotInstall(`${file} cannot be unpacked: ${lastLines(unpacked, 1)}`);
    }
    for (const [link, target] of Object.entries(source.links ?? {})) {
      await mkdir(join(folder, dirname(link)), { recursive: true });
      await symlink(target, join(folder, link));
    }
  });
}
