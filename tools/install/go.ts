/** Builds a wrapper module's tool with the Go on the PATH. Go's own caches keep the modules and what was compiled. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../places.ts';
import { lastLines, run } from '../process.ts';
import type { GoSource } from '../tool.ts';
import { compareVersions, versionIn } from '../version.ts';
import { CannotInstall } from './outcome.ts';
import { putFolder } from './store.ts';

// The largest of them took 14 minutes on 2 shared cores with cold caches, downloads included.
const BUILD_MS = 45 * 60_000;

export async function installGo(source: GoSource, program: string, version: string, stamp: string): Promise<void> {
  await checkGo(source.oldestGo);
  await putFolder(source.folder, stamp, async (folder) => {
    const flags = `-s -w -X ${source.versionVariable}=${source.versionValue ?? version}`;
    const built = await run(
      ['go', 'build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags', flags, '-o', join(folder, program), source.main],
      { cwd: join(repository, source.module), env: { CGO_ENABLED: '0', GOWORK: 'off' }, timeoutMs: BUILD_MS },
    );
    if (built.code !== 0) throw new CannotInstall(`it does not build: ${lastLines(built, 3)}`);
  });
}

/** What decides the build: the module's files. */
export async function goModuleFiles(source: GoSource): Promise<string[]> {
  const own = source.main === '.' ? ['main.go'] : [];
  return Promise.all(['go.mod', 'go.sum', ...own].map((file) => readFile(join(repository, source.module, file), 'utf8')));
}

async function checkGo(oldest: string): Promise<void> {
  const answer = await run(['go', 'env', 'GOVERSION'], { timeoutMs: 30_000 });
  const found = answer.code === 0 ? versionIn(answer.stdout) : undefined;
  if (found === undefined) throw new CannotInstall(`it is built with Go ${oldest} or newer, and no go is on the PATH`);
  if (compareVersions(found, oldest) < 0) throw new CannotInstall(`it is built with Go ${oldest} or newer, this is ${found}`);
}
