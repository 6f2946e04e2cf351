import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SystemChecks, SystemRunbooks } from '../core/contract.ts';
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
  const optional = async (file: string) => (folder.parts.includes(file) ? part(file) : undefined);
  const judges = await Promise.all(['tool', 'checker'].map(optional));
  return {
    ...folder,
    judges: judges.flatMap((list) => (Array.isArray(list) ? list.flatMap((judge) => idOf(judge) ?? []) : [])),
    // The compiler has held it to its type.
    checks: (await optional('checks')) as SystemChecks | undefined,
    kinds: Object.keys(((await optional('runbooks')) as SystemRunbooks | undefined)?.kinds ?? {}),
  };
}
