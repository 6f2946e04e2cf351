import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface TestLab {
  readonly name: string;
  readonly inventoryDir: string;
}

/** Every whole inventory that generators are tried on: those of this folder and the reference lab. */
export const LABS: readonly TestLab[] = [
  ...readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, inventoryDir: join(import.meta.dirname, name) })),
  { name: 'reference', inventoryDir: join(import.meta.dirname, '..', '..', 'inventory') },
];
