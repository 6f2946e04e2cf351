import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Folder, PARTS, SYSTEM } from './parts.ts';

/** Every system below `generators/`, sorted by id. A folder without `system.ts` is our bug: it throws and names the missing file. */
export function readFolders(root: string): readonly Folder[] {
  return readdirSync(join(root, 'generators'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name: id }) => {
      const has = (file: string) => existsSync(join(root, 'generators', id, `${file}.ts`));
      if (!has(SYSTEM)) throw new Error(`generators/${id}/${SYSTEM}.ts is missing: every folder below generators/ is a system.`);
      return { id, parts: PARTS.map(({ file }) => file).filter(has) };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
