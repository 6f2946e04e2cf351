import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { type Folder, PARTS, SYSTEM } from './parts.ts';

/** An id names folders, keys and variables. */
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ID_RULE = 'the name of a folder is the id of its system: lower-case letters and digits, single hyphens, a letter first.';

/** Letters in which a misspelt name may differ. */
const MOST_LETTERS = 2;

/** A file beside the parts whose name is nearly that of one: it would be ignored without a word. */
function misspeltPart(names: readonly string[]): { readonly file: string; readonly meant: string } | undefined {
  const parts = [SYSTEM, ...PARTS.map(({ file }) => file)];
  for (const name of names) {
    const file = /^(.+)\.ts$/.exec(name)?.[1];
    if (file === undefined || file.endsWith('.test') || parts.includes(file)) continue;
    const meant = parts.toSorted((a, b) => distance(file, a) - distance(file, b)).find((part) => distance(file, part) <= MOST_LETTERS);
    if (meant !== undefined) return { file, meant };
  }
  return undefined;
}

/** Every system below `generators/`, sorted by id. A folder that is no system throws, and says what to change. */
export function readFolders(root: string): readonly Folder[] {
  return readdirSync(join(root, 'generators'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name: id }) => {
      if (!ID.test(id)) throw new Error(`generators/${id}: ${ID_RULE}`);
      const has = (file: string) => existsSync(join(root, 'generators', id, `${file}.ts`));
      if (!has(SYSTEM)) throw new Error(`generators/${id}/${SYSTEM}.ts is missing: every folder below generators/ is a system.`);
      const misspelt = misspeltPart(readdirSync(join(root, 'generators', id)));
      if (misspelt) throw new Error(`generators/${id}/${misspelt.file}.ts is no part of a system. Did you mean ${misspelt.meant}.ts?`);
      return { id, parts: PARTS.map(({ file }) => file).filter(has) };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
