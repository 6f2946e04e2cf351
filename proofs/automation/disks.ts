/** Disks of a machine that are more than its system: those that backups lie on, which outlive it, and file systems with snapshots. */

import { chmod, mkdir, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Model } from '../../core/contract.ts';
import { targetsOn } from '../../core/facts/backup/of-machine.ts';
import { isMountedOn } from '../../core/facts/runbooks/commands.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import { quote } from '../../formats/shell.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { lastLines, run } from '../../tools/process.ts';
import { ALL_PROOFS, fileSystemProofOf } from '../system-proofs.ts';

/** Room on each; they are files with holes. */
const BYTES = 600 * 1024 * 1024;

export interface Disks {
  /** Files by their place in the machine. */
  readonly shared: Readonly<Record<string, string>>;
  /** Text of a shell that mounts the file systems, as whoever installs the machine does; a disk with backups is mounted by what is generated. */
  readonly mount: string;
}

/** Disks for backups are made once; file systems anew each time, since a lost machine comes back without its own. */
export async function makeDisks(folder: string, model: Model, machine: Host | Guest): Promise<Disks> {
  await mkdir(folder, { recursive: true });
  const env = { ...process.env, PATH: `${await programs(join(folder, 'bin'))}:${process.env['PATH'] ?? ''}` };
  const make = async (file: string, command: (file: string) => string) => {
    await writeFile(file, '');
    await truncate(file, BYTES);
    const made = await run(['sh', '-c', command(quote(file))], { env });
    if (made.code !== 0) throw new Error(`no file system could be made for ${machine.id}: ${lastLines(made)}`);
  };
  const shared: Record<string, string> = {};
  const mounts: string[] = [];
  for (const target of targetsOn(model, machine)) {
    if (!isMountedOn(target, machine) || target.device === undefined) continue;
    const file = join(folder, `target-${target.id}`);
    if (await isNew(file)) await make(file, (path) => `mkfs.ext4 -q -F -L ${quote(basename(target.device ?? ''))} ${path}`);
    shared[target.device] = file;
  }
  const snapshots = machine.kind === 'host' && machine.snapshots?.kind === 'file-systems' ? machine.snapshots : undefined;
  const proof = snapshots && fileSystemProofOf(model, snapshots.tool);
  for (const [index, { mount }] of (proof ? (snapshots?.of ?? []) : []).entries()) {
    const file = join(folder, `data-${index}`);
    await make(file, (path) => proof?.make(path) ?? '');
    shared[`/dev/disk/data-${index}`] = file;
    mounts.push(`mkdir -p ${quote(mount)} && mount -o loop /dev/disk/data-${index} ${quote(mount)}`);
  }
  return { shared, mount: ['set -eu', ...mounts].join('\n') };
}

async function isNew(file: string): Promise<boolean> {
  try {
    await writeFile(file, '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** A folder with the programs that make file systems, under the names that they are called by. */
async function programs(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const tool of ALL_PROOFS.flatMap(({ onMachines = [] }) => onMachines)) {
    const found = await findTool(tool);
    if (isMissing(found)) continue;
    const file = join(folder, tool.id);
    await writeFile(file, `#!/bin/sh\nexec ${found.argv.map(quote).join(' ')} "$@"\n`);
    await chmod(file, 0o755);
  }
  return folder;
}
