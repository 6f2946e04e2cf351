import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface TestLab {
  readonly name: string;
  readonly inventoryDir: string;
}

/** The lab that most tests look at: large, with every kind of machine. No test looks at `inventory/` instead, which is anybody's. */
export const REFERENCE = join(import.meta.dirname, 'reference');

/** Every whole inventory that the systems are tried on. */
export const LABS: readonly TestLab[] = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, inventoryDir: join(import.meta.dirname, name) }));
