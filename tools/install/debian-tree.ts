/** Makes a bare Debian in a folder of the store, by debootstrap, which is unpacked for it. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLines, run } from '../process.ts';
import type { TreeSource } from '../tool.ts';
import { systemArchive } from './mirror.ts';
import { CannotInstall } from './outcome.ts';
import { privateApt } from './private-apt.ts';
import { putFolder, scratchFolder } from './store.ts';

const MAKE_MS = 30 * 60_000;

/** `program` is the path in the folder of what says which Debian it is. */
export async function installTree(source: TreeSource, program: string, stamp: string): Promise<void> {
  if (process.getuid?.() !== 0) throw new CannotInstall('only root can make the files of another system');
  const archive = await systemArchive();
  const apt = await privateApt(archive, archive.own);
  const debootstrap = await scratchFolder('debootstrap');
  for (const file of await apt.download(['debootstrap'], await scratchFolder('debs'), false)) {
    const unpacked = await run(['dpkg', '-x', file, debootstrap], { timeoutMs: 120_000 });
    if (unpacked.code !== 0) throw new CannotInstall(`debootstrap cannot be unpacked: ${lastLines(unpacked, 1)}`);
  }
  await putFolder(source.folder, stamp, async (folder) => {
    // Namespaces of its own, so that what it mounts and starts ends with it.
    const made = await run(['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', MAKE_TREE], {
      cwd: folder,
      timeoutMs: MAKE_MS,
      env: {
        DEBOOTSTRAP_DIR: join(debootstrap, 'usr/share/debootstrap'),
        DEBOOTSTRAP: join(debootstrap, 'usr/sbin/debootstrap'),
        KEYRING: archive.keyring,
        PACKAGES: source.packages.join(','),
        SUITE: source.suite,
        MIRROR: archive.mirror,
      },
    });
    if (made.code !== 0) throw new CannotInstall(`debootstrap: ${lastLines(made, 2)}`);
    const version = (await readFile(join(folder, 'tree/etc/debian_version'), 'utf8')).trim();
    await writeFile(join(folder, program), `#!/bin/sh\necho 'Debian ${version}'\n`, { mode: 0o755 });
  });
}

// In memory first, since dpkg waits for the disk after each file. What two machines must not have in common goes: keys, names, ids.
const MAKE_TREE = `
set -eu
new=$PWD/making
mkdir "$new" tree
mount -t tmpfs -o mode=755 tmpfs "$new"
sh "$DEBOOTSTRAP" --variant=minbase --include="$PACKAGES" --keyring="$KEYRING" "$SUITE" "$new" "$MIRROR" >&2
cd "$new"
rm -rf etc/ssh/ssh_host_* etc/hostname etc/resolv.conf etc/apt/sources.list var/lib/dbus/machine-id
rm -rf var/cache/apt/* var/lib/apt/lists/* var/log/bootstrap.log var/log/dpkg.log var/log/apt/*
: >etc/machine-id
tar --create --one-file-system --numeric-owner --xattrs . | tar --extract --numeric-owner --xattrs --preserve-permissions --directory ../tree
cd ..
umount "$new"
rmdir "$new"
`;
