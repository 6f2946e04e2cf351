import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { Tree } from './tree.ts';
import { nodeFs } from './writer-fs.ts';

export const LOCK_PATH = '.rackbook/gen.lock';

declare const held: unique symbol;
/** Proof that `gen.lock` is held; made by {@link withGenLock} alone. */
export interface GenLock {
  readonly [held]: true;
}

/** Whose the lock is. `birth` tells a process from a later one with the same pid, where the system says it. */
interface Owner {
  readonly pid: number;
  readonly machine: string;
  readonly birth?: string | undefined;
}

export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/**
 * Runs `work` while no other `gen` can: `.rackbook/gen.lock` names this process. The lock of a process that is gone is taken
 * over. Throws {@link LockedError} when another one is at work, and what `work` throws.
 */
export async function withGenLock<T>(root: string, work: (lock: GenLock) => T | Promise<T>): Promise<T> {
  const file = join(root, LOCK_PATH);
  new Tree(root, nodeFs).makeFolder('.rackbook');
  acquire(file);
  try {
    return await work({} as GenLock);
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function acquire(file: string): void {
  const mine = JSON.stringify({ pid: process.pid, machine: os.hostname(), birth: birthOf(process.pid) } satisfies Owner);
  // Twice: once more after a stale lock is out of the way. Who loses that race finds a live owner.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    removeIfStale(file);
  }
  throw new LockedError(`Another gen has just started; ${LOCK_PATH} is its lock.`);
}

function removeIfStale(file: string): void {
  const text = readIfThere(file);
  if (text === undefined) return;
  const owner = parseOwner(text);
  if (!owner && Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 2000) {
    throw new LockedError(`Another gen is just starting; ${LOCK_PATH} is its lock.`);
  }
  if (owner && isAlive(owner)) {
    throw new LockedError(`Another gen is at work (process ${owner.pid} on ${owner.machine}). If it is not, delete ${LOCK_PATH}.`);
  }
  // Renaming takes exactly one lock away; if it was a new one meanwhile, it is given back.
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== text) fs.renameSync(aside, file);
  else fs.rmSync(aside, { force: true });
}

function isAlive(owner: Owner): boolean {
  // Nothing is known of the processes of another machine that shares the folder.
  if (owner.machine !== os.hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return owner.birth === undefined || owner.birth === birthOf(owner.pid);
}

/** On Linux: the boot and the moment in which the process started. */
function birthOf(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const boot = readIfThere('/proc/sys/kernel/random/boot_id');
  // Field 22, counted after the program's name, which is in parentheses and may have spaces.
  const start = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return start && boot ? `${boot.trim()}/${start}` : undefined;
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, machine, birth } = JSON.parse(text) as Record<string, unknown>;
    if (!Number.isInteger(pid) || (pid as number) <= 0 || typeof machine !== 'string') return undefined;
    return { pid: pid as number, machine, birth: typeof birth === 'string' ? birth : undefined };
  } catch {
    return undefined;
  }
}
