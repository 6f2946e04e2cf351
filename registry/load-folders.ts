import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Folder, SYSTEM } from './parts.ts';
import type { LoadedFolder } from './print.ts';
import { readFolders } from './read-folders.ts';

/** Reads what the parts of each folder say of themselves, and holds each system to its folder's name. */
export async function loadFolders(root: string): Promise<readonly LoadedFolder[]> {
  return Promise.all(readFolders(root).map((folder) => loadFolder(root, folder)));
}

async function loadFolder(root: string, folder: Folder): Promise<LoadedFolder> {
  const part = async (file: string) =>
    ((await import(pathToFileURL(join(root, 'generators', folder.id, `${file}.ts`)).href)) as { default?: unknown }).default;
  const idOf = (thing: unknown) => (typeof thing === 'object' && thing !== null && 'id' in thing ? String(thing.id) : undefined);
  if (idOf(await part(SYSTEM)) !== folder.id)
    throw new Error(`generators/${folder.id}/${SYSTEM}.ts must export default { id: '${folder.id}', … }.`);
  const judges = await Promise.all(['tool', 'checker'].filter((file) => folder.parts.includes(file)).map(part));
  return { ...folder, judges: judges.flatMap((list) => (Array.isArray(list) ? list.flatMap((judge) => idOf(judge) ?? []) : [])) };
}
