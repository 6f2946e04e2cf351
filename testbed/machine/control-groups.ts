/** A control group for a machine, in every mounted hierarchy: its systemd takes it for the root. */

import { readFileSync } from 'node:fs';
import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Where hierarchies of control groups are mounted, version 1 and 2. */
function hierarchies(): string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point.startsWith('/sys/fs/cgroup'));
}

/** Shell commands that put the shell itself into a group of this name; everything that it starts is in it too. */
export function enterGroup(name: string): string {
  const enter = hierarchies().map((root) =>
    [
      `mkdir -p '${root}/${name}'`,
      // Version 1 gives a new group no processors and no memory.
      `for file in cpuset.cpus cpuset.mems; do if [ -e '${root}/${name}/'$file ]; then cat '${root}/'$file >'${root}/${name}/'$file; fi; done`,
      `echo $$ >'${root}/${name}/cgroup.procs'`,
    ].join('\n'),
  );
  return enter.join('\n');
}

const TRIES = 40;

/** Removes the group and what the machine made in it, once its processes have ended. What cannot be removed stays, empty. */
export async function removeGroup(name: string): Promise<void> {
  await Promise.all(hierarchies().map((root) => removeTree(join(root, name))));
}

async function removeTree(folder: string): Promise<void> {
  const below = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of below) if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  for (let tries = 0; tries < TRIES; tries += 1) {
    const error = await rmdir(folder).then(
      () => undefined,
      (reason: NodeJS.ErrnoException) => reason.code,
    );
    if (error !== 'EBUSY') return;
    await delay(50);
  }
}
