import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import type { WantedFile } from '../plan/change.ts';
import { nodeFs, type WriterFs } from './writer-fs.ts';

// Where flushing costs nothing, since these tests write thousands of times.
const IN_MEMORY = '/dev/shm';

/** For tests of the writer: a repository in a temporary folder. */
export function makeRoot(): string {
  return fs.mkdtempSync(join(fs.existsSync(IN_MEMORY) ? IN_MEMORY : os.tmpdir(), 'rackbook-write-'));
}

export function put(root: string, path: string, content: string): void {
  fs.mkdirSync(join(root, path, '..'), { recursive: true });
  fs.writeFileSync(join(root, path), content);
}

/** Generated files from `{ path: content }`; a path that ends in `.sh` is executable. */
export function wantedFiles(contents: Readonly<Record<string, string>>): WantedFile[] {
  return Object.entries(contents).map(([path, content]) => ({
    path,
    content,
    mode: path.endsWith('.sh') ? 0o755 : 0o644,
    generator: 'compose',
    about: [],
  }));
}

/** Everything below a folder: content of files, `-> target` for symlinks, `(empty)` for folders with nothing in them. */
export function contentsOf(root: string, folder = '.'): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (path: string): void => {
    const entries = fs.readdirSync(join(root, path), { withFileTypes: true });
    if (entries.length === 0) found[`${path}/`] = '(empty)';
    for (const entry of entries) {
      const below = path === '.' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(below);
      else found[below] = entry.isSymbolicLink() ? `-> ${fs.readlinkSync(join(root, below))}` : fs.readFileSync(join(root, below), 'utf8');
    }
  };
  walk(folder);
  return found;
}

export class Crash extends Error {}

/**
 * A disk that stops at its n-th change, as if the process had been killed there: nothing after it happens either. A file
 * that is being created is left half-written.
 */
export function crashingFs(n: number): { readonly fs: WriterFs; readonly crashed: () => boolean } {
  let changes = 0;
  const step = (): boolean => ++changes < n;
  const guard =
    <A extends unknown[]>(change: (...args: A) => void) =>
    (...args: A) => {
      if (!step()) throw new Crash();
      change(...args);
    };
  const crashing: WriterFs = {
    mkdir: guard(nodeFs.mkdir),
    create(file, content, mode, flush) {
      const whole = step();
      if (!whole && changes > n) throw new Crash();
      nodeFs.create(file, whole ? content : content.slice(0, content.length / 2), mode, flush);
      if (!whole) throw new Crash();
    },
    rename: guard(nodeFs.rename),
    unlink: guard(nodeFs.unlink),
    rmdir: guard(nodeFs.rmdir),
    chmod: guard(nodeFs.chmod),
  };
  return { fs: crashing, crashed: () => changes >= n };
}
