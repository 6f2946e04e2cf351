import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from '../../core/parse/source-file.ts';

/** Writes an inventory below a folder. */
export function writeLab(root: string, sources: readonly SourceFile[]): void {
  for (const folder of new Set(sources.map(({ path }) => dirname(path)))) mkdirSync(join(root, folder), { recursive: true });
  for (const { path, text } of sources) writeFileSync(join(root, path), text);
}
