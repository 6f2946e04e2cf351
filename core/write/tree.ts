import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { OUTPUT_ROOTS, SHARED_FOLDERS, TEMP_NAME } from '../plan/safe-path.ts';
import { Refusal } from '../refusal.ts';
import type { WriterFs } from './writer-fs.ts';

const STAYING: ReadonlySet<string> = new Set([...OUTPUT_ROOTS, ...SHARED_FOLDERS]);

/** Writes below one root, with paths relative to it. Refuses to go through a symlink. */
export class Tree {
  readonly #root: string;
  readonly #fs: WriterFs;
  /** Folders that were seen to be real ones. */
  readonly #real = new Set<string>(['.']);
  #temps = 0;

  constructor(root: string, writerFs: WriterFs) {
    this.#root = root;
    this.#fs = writerFs;
  }

  /**
   * The whole file or, when the process is killed, the old one: written beside it and renamed over it. After a power cut it may be empty
   * unless it was flushed, here or together with others by `flushToDisk`.
   */
  write(path: string, content: string | Uint8Array, mode: number, { flush = false } = {}): void {
    const folder = dirname(path);
    this.makeFolder(folder);
    const temp = join(this.#root, folder, `.rackbook-tmp-${process.pid}-${this.#temps++}`);
    try {
      this.#create(temp, content, mode, flush);
      this.#fs.rename(temp, join(this.#root, path));
    } catch (error) {
      this.#discard(temp);
      // What a person knows is the file, not where it was made.
      if (error instanceof Error && 'code' in error) throw Object.assign(error, { path: join(this.#root, path), dest: undefined });
      throw error;
    }
  }

  /** A process that was killed may have had the same id, as they have in a container. */
  #create(temp: string, content: string | Uint8Array, mode: number, flush: boolean): void {
    try {
      this.#fs.create(temp, content, mode, flush);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      this.#fs.unlink(temp);
      this.#fs.create(temp, content, mode, flush);
    }
  }

  /** On a full disk half of it is there. What cannot be removed is swept by a later run. */
  #discard(temp: string): void {
    try {
      this.#fs.unlink(temp);
    } catch {}
  }

  unlink(path: string): void {
    this.#requireReal(dirname(path));
    this.#fs.unlink(join(this.#root, path));
  }

  chmod(path: string, mode: number): void {
    this.#requireReal(dirname(path));
    this.#fs.chmod(join(this.#root, path), mode);
  }

  makeFolder(folder: string): void {
    if (this.#real.has(folder)) return;
    this.makeFolder(dirname(folder));
    if (fs.lstatSync(join(this.#root, folder), { throwIfNoEntry: false })) this.#requireReal(folder);
    else this.#fs.mkdir(join(this.#root, folder));
    this.#real.add(folder);
  }

  /** Removes the folders above these paths that are empty now, never an output root itself or a folder that is shared with people. */
  removeEmptyFolders(paths: readonly string[]): void {
    const folders = new Set<string>();
    for (const path of paths) {
      for (let at = dirname(path); at.includes('/') && !STAYING.has(at); at = dirname(at)) folders.add(at);
    }
    for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
      const entries = this.#isReal(folder) ? fs.readdirSync(join(this.#root, folder)) : undefined;
      if (entries?.length !== 0) continue;
      this.#fs.rmdir(join(this.#root, folder));
      this.#real.delete(folder);
    }
  }

  /** Removes a folder that has nothing but empty folders in it; fails when there is more. */
  removeEmptyTree(folder: string): void {
    this.#requireReal(folder);
    for (const name of fs.readdirSync(join(this.#root, folder))) this.removeEmptyTree(`${folder}/${name}`);
    this.#fs.rmdir(join(this.#root, folder));
    this.#real.delete(folder);
  }

  /** Removes what an interrupted run left half-written below these folders. Only while no other run can be at work. */
  removeTemps(folders: readonly string[]): void {
    const sweep = (folder: string): void => {
      for (const entry of fs.readdirSync(join(this.#root, folder), { withFileTypes: true })) {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory()) sweep(path);
        else if (entry.isFile() && TEMP_NAME.test(entry.name)) this.#fs.unlink(join(this.#root, path));
      }
    };
    for (const root of folders) if (this.#isReal(root)) sweep(root);
  }

  /** The same in these folders themselves, and not in what is below them. */
  removeTempsIn(folders: readonly string[]): void {
    for (const folder of folders) {
      if (!this.#isReal(folder)) continue;
      for (const entry of fs.readdirSync(join(this.#root, folder), { withFileTypes: true }))
        if (entry.isFile() && TEMP_NAME.test(entry.name)) this.#fs.unlink(join(this.#root, folder, entry.name));
    }
  }

  #requireReal(folder: string): void {
    if (!this.#isReal(folder))
      throw new Refusal(`${folder} is a link or no folder, and nothing is written through it. Move it away, then run this again.`);
  }

  /** Whether the folder exists and neither it nor one above it is a symlink. */
  #isReal(folder: string): boolean {
    if (this.#real.has(folder)) return true;
    if (!this.#isReal(dirname(folder))) return false;
    const real = fs.lstatSync(join(this.#root, folder), { throwIfNoEntry: false })?.isDirectory() === true;
    if (real) this.#real.add(folder);
    return real;
  }
}
