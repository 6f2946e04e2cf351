/** Downloads packages with all that they need, and makes an archive of them. */

import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ArchiveSource } from '../tool.ts';
import { writeIndex } from './apt-index.ts';
import { systemArchive } from './mirror.ts';
import { privateApt } from './private-apt.ts';
import { putFolder, scratchFolder } from './store.ts';

/** `program` is the path in the folder of what says what is in it. */
export async function installArchive(source: ArchiveSource, program: string, stamp: string): Promise<void> {
  const debian = await systemArchive();
  const apt = await privateApt(debian, source.suite, true);
  const debs = await scratchFolder('debs');
  await mkdir(join(debs, 'partial'));
  for (const group of source.groups) await apt.download(group, debs, true);
  const newer = await scratchFolder('newer');
  if (source.newer !== undefined) await (await privateApt(debian, source.newer.suite)).download(source.newer.packages, newer, false);

  await putFolder(source.folder, stamp, async (folder) => {
    const archive = join(folder, 'archive');
    await mkdir(archive);
    const nameOf = (file: string) => basename(file).split('_')[0] ?? '';
    const replaced = new Set((await readdir(newer)).map(nameOf));
    for (const file of await readdir(debs))
      if (file.endsWith('.deb') && !replaced.has(nameOf(file))) await rename(join(debs, file), join(archive, file));
    for (const file of await readdir(newer)) if (file.endsWith('.deb')) await rename(join(newer, file), join(archive, file));
    const count = await writeIndex(archive, source.suite);
    await writeFile(join(folder, program), `#!/bin/sh\necho 'archive 1.${count}'\n`, { mode: 0o755 });
  });
}
