/** The store: one folder a source, made aside and renamed into place, so that a folder is either whole or absent. */

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toolsBin, toolsHome, toolsStore } from '../places.ts';

const STAMP = '.stamp';
/** Folders that are being made. What is left here belongs to an interrupted install. */
const scratch = join(toolsHome, 'scratch');

/** Stands for everything that decides what a source's folder holds. */
export function stampOf(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

export async function hasStamp(folder: string, stamp: string): Promise<boolean> {
  const found = await readFile(join(toolsStore, folder, STAMP), 'utf8').catch(() => '');
  return found.trim() === stamp;
}

/** Lets `fill` make the folder aside, then puts it in the place of the old one. */
export async function putFolder(folder: string, stamp: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const making = join(scratch, `${folder}-${randomUUID()}`);
  const old = `${making}-old`;
  await mkdir(making, { recursive: true });
  try {
    await fill(making);
    await writeFile(join(making, STAMP), `${stamp}\n`);
    await mkdir(toolsStore, { recursive: true });
    const target = join(toolsStore, folder);
    await rename(target, old).catch(ignoreAbsent);
    await rename(making, target);
  } finally {
    await rm(making, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/** Removes what interrupted installs left. Only under the install lock. */
export async function clearScratch(): Promise<void> {
  await rm(scratch, { recursive: true, force: true });
}

/** A new, empty folder for downloads; clearScratch removes it. */
export async function scratchFolder(name: string): Promise<string> {
  const folder = join(scratch, `${name}-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

/**
 * Puts the tool's entry into `bin`. With `wrapped`, a launcher that lets the program find the libraries and helpers
 * unpacked beside it; else a link.
 */
export async function putEntry(id: string, folder: string, program: string, wrapped: boolean): Promise<void> {
  await mkdir(toolsBin, { recursive: true });
  const making = join(toolsBin, `.${id}-${randomUUID()}`);
  if (wrapped) await writeFile(making, launcher(folder, program), { mode: 0o755 });
  else await symlink(join('..', 'store', folder, program), making);
  await rename(making, join(toolsBin, id));
}

/** A shell script that runs a program of a store folder; `exec` keeps the process id. */
export function launcher(folder: string, program: string): string {
  return `#!/bin/sh
# Written by tools/install.ts: runs the program with the libraries and helpers unpacked beside it.
root=$(dirname "$(readlink -f "$0")")/../store/${folder}
root=$(readlink -f "$root")
for libraries in "$root"/lib/*-linux-* "$root"/usr/lib/*-linux-*; do
  [ -d "$libraries" ] || continue
  LD_LIBRARY_PATH=$libraries\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  [ -d "$libraries/xtables" ] && export XTABLES_LIBDIR="$libraries/xtables"
done
[ -z "\${LD_LIBRARY_PATH:-}" ] || export LD_LIBRARY_PATH
export PATH="$root/usr/sbin:$root/usr/bin:$root/sbin:$root/bin:$PATH"
exec "$root/${program}" "$@"
`;
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
