import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Collector, Generator } from '../core/contract.ts';

const GENERATORS = join(import.meta.dirname, '..', 'generators');

/**
 * The systems that Rackbook knows: one folder each below `generators/`, with a `system.ts`, a `collector.ts` or both. Adding a
 * system is adding a folder.
 */
export async function loadGenerators(): Promise<readonly Generator[]> {
  return load<Generator>('system.ts');
}

export async function loadCollectors(): Promise<readonly Collector[]> {
  return load<Collector>('collector.ts');
}

async function load<Unit extends { readonly id: string }>(file: string): Promise<readonly Unit[]> {
  const folders = readdirSync(GENERATORS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(GENERATORS, entry.name, file)))
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    folders.map(async (folder) => {
      const module = (await import(pathToFileURL(join(GENERATORS, folder, file)).href)) as { default?: Unit };
      if (module.default?.id !== folder) throw new Error(`generators/${folder}/${file} must export default { id: '${folder}', … }`);
      return module.default;
    }),
  );
}
