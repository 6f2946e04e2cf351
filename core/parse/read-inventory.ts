import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Diagnostic } from '../diagnostic.ts';
import type { SourceFile } from './source-file.ts';

const MAX_BYTES = 1024 * 1024;
const NOT_INPUT = new Set(['overrides', 'schema', 'node_modules']);

export interface InventoryText {
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads every `.yaml` and `.yml` file below a folder, sorted by path. Hidden files, `schema/` and `overrides/` are not input;
 * links are not followed, so that an inventory cannot reach outside its folder.
 */
export async function readInventory(dir: string): Promise<InventoryText> {
  return readTree(dir, basename(dir), NOT_INPUT);
}

/** Reads `overrides/`: YAML and JSON that is merged into generated files of the same path below `infra/`. */
export async function readOverrides(inventoryDir: string): Promise<InventoryText> {
  const dir = join(inventoryDir, 'overrides');
  const present = await lstat(dir).catch(() => undefined);
  if (!present) return { files: [], diagnostics: [] };
  return readTree(dir, `${basename(inventoryDir)}/overrides`, new Set());
}

async function readTree(dir: string, label: string, skip: ReadonlySet<string>): Promise<InventoryText> {
  const files: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const visit = async (folder: string, shown: string, top: boolean): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      diagnostics.push(unreadable(shown, error.code === 'ENOENT' ? 'there is no such folder' : (error.code ?? 'it cannot be read')));
      return [];
    });
    await Promise.all(
      entries.map(async (entry) => {
        if (entry.name.startsWith('.') || (top && skip.has(entry.name))) return;
        const path = join(folder, entry.name);
        const name = `${shown}/${entry.name}`;
        if (entry.isDirectory()) return visit(path, name, false);
        if (!/\.(ya?ml|json)$/.test(entry.name)) return;
        if (!entry.isFile()) {
          diagnostics.push(unreadable(name, 'it is a link or a special file, and these are not followed'));
          return;
        }
        const text = await readText(path);
        if (typeof text === 'string') files.push({ path: name, text });
        else diagnostics.push(unreadable(name, text.why));
      }),
    );
  };
  await visit(dir, label, true);
  const byPath = (a: SourceFile, b: SourceFile) => (a.path < b.path ? -1 : 1);
  return { files: files.sort(byPath), diagnostics };
}

async function readText(path: string): Promise<string | { why: string }> {
  try {
    const bytes = await readFile(path);
    if (bytes.byteLength > MAX_BYTES) return { why: 'it is larger than 1 MiB' };
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return { why: 'it is not UTF-8 text' };
    return { why: (error as NodeJS.ErrnoException).code ?? 'it cannot be read' };
  }
}

function unreadable(file: string, why: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `${file} was not read: ${why}.`,
    at: { file, line: 1, col: 1, endLine: 1, endCol: 1 },
  };
}
