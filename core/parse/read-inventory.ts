import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import { readRegular } from '../write/regular-file.ts';
import { decodeFile, MAX_TEXT } from './decode-file.ts';
import { SERVICE_FILE } from './service-folders.ts';
import type { SourceFile } from './source-file.ts';

/** Far above what a stack brings, far below a folder of data that lies there by mistake. */
const MAX_FILES = 500;
/** Git keeps every version of each of them for ever. */
const MAX_COMPANION = 10 * 1024 * 1024;
const SERVICE_FOLDER = /\/services\/[^/]+$/;
const NOT_INPUT = new Set(['overrides', 'schema', 'node_modules']);

export interface InventoryText {
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads every `.yaml` and `.yml` file below a folder, sorted by path, and every file of a folder of a service. Hidden files elsewhere,
 * `schema/` and `overrides/` are not input; links are not followed, so that an inventory cannot reach outside its folder.
 *
 * Synchronous inside: for a thousand small files that is several times as fast as `fs/promises`.
 */
export async function readInventory(dir: string): Promise<InventoryText> {
  return readTree(dir, basename(dir), NOT_INPUT);
}

/** Reads `overrides/`: what is laid over generated files of the same path below `infra/`. Every file in it is meant to be one, or is a mistake. */
export async function readOverrides(inventoryDir: string): Promise<InventoryText> {
  const label = `${basename(inventoryDir)}/overrides`;
  const files: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const visit = (folder: string, shown: string): void => {
    for (const entry of entriesOf(folder, shown, diagnostics)) {
      const [path, name] = [join(folder, entry.name), `${shown}/${entry.name}`];
      if (entry.isDirectory()) visit(path, name);
      else if (!entry.isFile()) diagnostics.push(unreadable(name, 'it is a link or a special file, and these are not followed'));
      else {
        const text = readText(path);
        if (typeof text === 'string') files.push({ path: name, text });
        else
          diagnostics.push({
            ...unreadable(name, text.why),
            hint: 'An override is a text that is laid over a generated file; remove this one.',
          });
      }
    }
  };
  const dir = join(inventoryDir, 'overrides');
  const kind = kindOf(dir);
  if (kind === 'folder') visit(dir, label);
  else if (kind === 'other') diagnostics.push(unreadable(label, 'it is no folder, and links are not followed'));
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics };
}

function kindOf(path: string): 'folder' | 'other' | 'missing' {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat === undefined ? 'missing' : stat.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'missing';
  }
}

function readTree(dir: string, label: string, skip: ReadonlySet<string>): InventoryText {
  const files: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const visit = (folder: string, shown: string, top: boolean): void => {
    const entries = entriesOf(folder, shown, diagnostics);
    if (SERVICE_FOLDER.test(shown) && entries.some(({ name }) => name === SERVICE_FILE)) {
      readServiceFolder(folder, shown, files, diagnostics);
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || (top && skip.has(entry.name))) continue;
      const path = join(folder, entry.name);
      const name = `${shown}/${entry.name}`;
      if (entry.isDirectory()) {
        visit(path, name, false);
        continue;
      }
      if (!/\.(ya?ml|json)$/.test(entry.name)) continue;
      if (!entry.isFile()) {
        diagnostics.push(unreadable(name, 'it is a link or a special file, and these are not followed'));
        continue;
      }
      const text = readText(path);
      if (typeof text === 'string') files.push({ path: name, text });
      else diagnostics.push(unreadable(name, text.why));
    }
  };
  visit(dir, label, true);
  const byPath = (a: SourceFile, b: SourceFile) => (a.path < b.path ? -1 : 1);
  return { files: files.sort(byPath), diagnostics };
}

/** Everything in it, since a project may name any file; what cannot be read is an error only when it is named. */
function readServiceFolder(folder: string, shown: string, files: SourceFile[], diagnostics: Diagnostic[]): void {
  let count = 0;
  const visit = (folder: string, shown: string): void => {
    // Files first: what is known of the service has to be among the files that are read.
    const entries = entriesOf(folder, shown, diagnostics).toSorted((a, b) => Number(a.isDirectory()) - Number(b.isDirectory()));
    for (const entry of entries) {
      if (count > MAX_FILES) return;
      const path = join(folder, entry.name);
      const name = `${shown}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== '.git' && entry.name !== 'node_modules') visit(path, name);
        continue;
      }
      if (++count === MAX_FILES + 1)
        diagnostics.push({
          ...unreadable(name, `the folder of a service holds at most ${MAX_FILES} files`),
          hint: 'Keep data out of it: put that on the machine and name it by its absolute path.',
        });
      if (count > MAX_FILES) return;
      files.push(entry.isFile() ? readCompanion(path, name) : { path: name, text: '', unreadable: 'it is a link or a special file' });
    }
  };
  visit(folder, shown);
}

function readCompanion(path: string, name: string): SourceFile {
  try {
    const read = readRegular(path, MAX_COMPANION);
    if (read.kind !== 'file') return { path: name, text: '', unreadable: read.kind === 'missing' ? 'it is gone' : `it ${read.why}` };
    const isExecutable = (lstatSync(path).mode & 0o100) !== 0;
    return { path: name, ...decodeFile(read.bytes, path), ...(isExecutable ? { mode: 0o755 } : {}) };
  } catch (error) {
    return { path: name, text: '', unreadable: whyNot(error) };
  }
}

function entriesOf(folder: string, shown: string, diagnostics: Diagnostic[]): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    diagnostics.push(unreadable(shown, whyNot(error)));
    return [];
  }
}

function readText(path: string): string | { why: string } {
  try {
    const read = readRegular(path, MAX_TEXT);
    if (read.kind !== 'file') return { why: read.kind === 'missing' ? 'it is gone' : `it ${read.why}` };
    const { text, unreadable } = decodeFile(read.bytes, '');
    return unreadable === undefined ? text : { why: unreadable };
  } catch (error) {
    return { why: whyNot(error) };
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'it is no folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EMFILE: 'too many files are open at once (ulimit -n)',
  EIO: 'the disk failed',
};

function whyNot(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return WHY[code] ?? `it cannot be read${code === '' ? '' : ` (${code})`}`;
}

function unreadable(file: string, why: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `${file} was not read: ${why}.`,
    at: { file, line: 1, col: 1, endLine: 1, endCol: 1 },
  };
}
