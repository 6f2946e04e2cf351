import fs from 'node:fs';
import os from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { inert } from '../report/terminal.ts';
import { lifeOf, parseOwner, thisProcess } from './lock-owner.ts';
import { readOwnFile } from './own-file.ts';
import { Tree } from './tree.ts';
import { nodeFs } from './writer-fs.ts';

/** A lock file below the root, and whose it is: `gen`, `build`. */
export interface LockName {
  readonly path: string;
  readonly holder: string;
}

export class LockedError extends Refusal {
  override readonly name = 'LockedError';
}

/** Bytes; a lock is one line. */
const SIZE_LIMIT = 4096;
/** Milliseconds in which a process that has made its lock has written its name into it. */
const STARTING = 2000;
/** What file systems without hard links answer. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Runs `work` while no other process can: a file below the root names this one. The lock of a process that is gone is taken over. Throws
 * {@link LockedError} when another one is at work, and what `work` throws.
 */
export async function withProcessLock<T>(root: string, lock: LockName, work: () => T | Promise<T>): Promise<T> {
  new Tree(root, nodeFs).makeFolder(dirname(lock.path));
  acquire(root, lock);
  const release = () => fs.rmSync(join(root, lock.path), { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function acquire(root: string, lock: LockName): void {
  const file = join(root, lock.path);
  const mine = JSON.stringify(thisProcess());
  // Twice: once more after a stale lock is out of the way. Who loses that race finds a live owner.
  for (let attempt = 0; attempt < 2; attempt++) {
    if (create(file, mine)) {
      sweep(file);
      return;
    }
    removeIfStale(root, lock);
  }
  throw new LockedError(`Another ${lock.holder} has just started; ${lock.path} is its lock.`);
}

/** Whether the file is new; whatever stands there is left alone. It has its text from the first moment, so that a kill leaves no empty lock. */
function create(file: string, text: string): boolean {
  const own = `${file}.${process.pid}`;
  try {
    fs.rmSync(own, { force: true });
    fs.writeFileSync(own, text, { flag: 'wx', mode: 0o644 });
    fs.linkSync(own, file);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (NO_LINKS.includes(code)) return createSlowly(file, text);
    // It was swept by who has got the lock.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw Object.assign(error as Error, { path: file });
  } finally {
    discard(own);
  }
}

/** Where nothing can be written, nothing can be removed either, and the first failure is the one to tell. */
function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {}
}

/** {@link create} on a file system without hard links, where a kill may leave an empty lock. */
function createSlowly(file: string, text: string): boolean {
  try {
    fs.writeFileSync(file, text, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // On a full disk it is there and empty.
    fs.rmSync(file, { force: true });
    throw error;
  }
}

/** Removes what killed processes left beside the lock; one that is about to ask for it starts over and finds it taken. */
function sweep(file: string): void {
  const prefix = `${basename(file)}.`;
  for (const name of fs.readdirSync(dirname(file)))
    if (name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length))) fs.rmSync(join(dirname(file), name), { force: true });
}

function removeIfStale(root: string, { path, holder }: LockName): void {
  const file = join(root, path);
  const read = readOwnFile(root, path, SIZE_LIMIT);
  if (read.kind === 'missing') return;
  if (read.kind === 'refused')
    throw new LockedError(`${path} ${read.why}, so it is no lock of a ${holder}. Look at it, then take it away: ${removal(file)}`);
  const text = read.bytes.toString('utf8');
  const owner = parseOwner(text);
  if (!owner && Date.now() - read.mtimeMs < STARTING) throw new LockedError(`Another ${holder} is just starting; ${path} is its lock.`);
  const life = owner ? lifeOf(owner) : 'gone';
  if (life === 'alive')
    throw new LockedError(`Another ${holder} is at work (process ${owner?.pid} on ${inert(owner?.machine ?? '')}). Wait for it to end.`);
  if (life === 'unknown')
    throw new LockedError(
      `A ${holder} took its lock ${ago(read.mtimeMs)} as process ${owner?.pid} on ${inert(owner?.machine ?? '')}; whether it still runs cannot be seen from here (${os.hostname()}). ` +
        `If that machine or container is gone, or was this one under another name, run: ${removal(file)}`,
    );
  takeAway(root, path, text);
}

/** Renaming takes exactly one lock away; if it was a new one meanwhile, it is given back. */
function takeAway(root: string, path: string, text: string): void {
  const file = join(root, path);
  const aside = `${path}.${process.pid}`;
  try {
    fs.renameSync(file, join(root, aside));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = readOwnFile(root, aside, SIZE_LIMIT);
  if (taken.kind === 'missing' || (taken.kind === 'file' && taken.bytes.toString('utf8') === text))
    fs.rmSync(join(root, aside), { force: true });
  else fs.renameSync(join(root, aside), file);
}

function ago(mtimeMs: number): string {
  const minutes = Math.max(0, Math.round((Date.now() - mtimeMs) / 60_000));
  return minutes < 120 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}

/** The command that takes the lock away, as a shell reads it. */
const removal = (file: string): string => `rm -- '${file.replaceAll("'", "'\\''")}'`;
