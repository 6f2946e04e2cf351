import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const GENERATORS = join(import.meta.dirname, '../../generators');

export interface TestLab {
  readonly name: string;
  readonly inventoryDir: string;
}

/** The lab that most tests read: large, with every kind of machine. No test reads `inventory/` instead, which may be any lab. */
export const REFERENCE = join(import.meta.dirname, 'reference');

/** Every whole inventory that the systems are tried on: those of all, and those that a system brings for itself in its `labs/`. */
export const LABS: readonly TestLab[] = [import.meta.dirname, ...foldersIn(GENERATORS).map((system) => join(GENERATORS, system, 'labs'))]
  .flatMap((folder) => foldersIn(folder).map((name) => ({ name, inventoryDir: join(folder, name) })))
  .sort(({ name: a }, { name: b }) => (a < b ? -1 : 1));

const twice = LABS.find(({ name }, index) => LABS[index + 1]?.name === name);
if (twice) throw new Error(`Two labs are called ${twice.name}; a mutation names its lab, so one of them needs another name.`);

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
