/** The files of a lab as they lie on the control node, where they can be changed as if the inventory had been. */

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type LedgerEntry, serializeLedger } from '../../core/plan/ledger.ts';
import { sha256 } from '../../core/plan/plan.ts';
import { LEDGER_PATH } from '../../core/plan/safe-path.ts';
import { isExecutable, type TakenFile } from '../files/recorded-files.ts';

export interface LabFolder {
  readonly root: string;
  /** What a file holds now. Throws where there is none. */
  text(path: string): string;
  /** Writes files as `npm run gen` would, ledger included; undefined takes one away. */
  change(files: ReadonlyMap<string, string | undefined>): Promise<void>;
  /** What was there in the beginning, for these paths or all. */
  restore(paths?: Iterable<string>): Promise<void>;
}

export async function makeLabFolder(root: string, files: readonly TakenFile[]): Promise<LabFolder> {
  const first = new Map(files.map((file) => [file.path, file]));
  const now = new Map<string, string>();
  let writing = Promise.resolve();
  const put = async (changes: ReadonlyMap<string, string | undefined>) => {
    for (const [path, content] of changes) {
      if (content === undefined) {
        now.delete(path);
        await rm(join(root, path), { force: true });
        continue;
      }
      now.set(path, content);
      await mkdir(dirname(join(root, path)), { recursive: true });
      await whole(join(root, path), content, isExecutable(first.get(path)?.mode ?? 0) ? 0o755 : 0o644);
    }
    const entries = [...now]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, content]) => [path, entryOf(content, first.get(path))] as const);
    await whole(join(root, LEDGER_PATH), serializeLedger(new Map(entries)), 0o644);
  };
  const change: LabFolder['change'] = (changes) => {
    // Two parts of the proof may change files of two machines at once; there is one ledger.
    writing = writing.then(() => put(changes));
    return writing;
  };
  await change(new Map(files.map(({ path, content }) => [path, content])));
  return {
    root,
    text: (path) => now.get(path) ?? missing(path),
    change,
    restore: (paths = new Set([...now.keys(), ...first.keys()])) =>
      change(
        new Map([...paths].filter((path) => now.get(path) !== first.get(path)?.content).map((path) => [path, first.get(path)?.content])),
      ),
  };
}

function entryOf(content: string, file: TakenFile | undefined): LedgerEntry {
  return { sha256: sha256(Buffer.from(content)), generator: 'proof', ...(isExecutable(file?.mode ?? 0) ? { mode: '755' } : {}) };
}

/** A run that reads at the same moment sees the one or the other. */
async function whole(path: string, content: string, mode: number): Promise<void> {
  await writeFile(`${path}.part`, content, { mode });
  await rename(`${path}.part`, path);
}

function missing(path: string): never {
  throw new Error(`the lab of the proof has no file ${path}`);
}
