/** Installs a package into the system, which needs root. Nothing that is installed is removed for it. */

import { lastLines, run } from '../process.ts';
import type { SystemSource } from '../tool.ts';
import { CannotInstall } from './outcome.ts';

const INSTALL_MS = 900_000;

export async function installSystem(source: SystemSource): Promise<void> {
  const command = ['apt-get', 'install', '--yes', '--no-install-recommends', '--no-remove', source.package];
  if (process.getuid?.() !== 0) throw new CannotInstall(`it needs root: sudo ${command.join(' ')}`);

  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run(['apt-get', 'update'], { env, timeoutMs: INSTALL_MS });
  const installed = await run(command, { env, timeoutMs: INSTALL_MS });
  if (installed.code !== 0) throw new CannotInstall(lastLines(update.code === 0 ? installed : update, 2));
}
