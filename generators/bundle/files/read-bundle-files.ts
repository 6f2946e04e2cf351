import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BundleFile, PACKED } from './bundle-file.ts';

interface BundleRoots {
  /** Repository of the lab. */
  readonly root: string;
  readonly inventoryDir: string;
}

/** Everything below `infra/` and the inventory, as it is on disk, sorted by path. Links are not followed; a missing folder has no files. */
export function readBundleFiles({ root, inventoryDir }: BundleRoots): readonly BundleFile[] {
  const from = { infra: join(root, 'infra'), inventory: inventoryDir } as const;
  return PACKED.flatMap((name) => below(from[name], name)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function below(folder: string, name: string): BundleFile[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return {
          path: `${name}${file.slice(folder.length)}`,
          content: readFileSync(file),
          executable: (statSync(file).mode & 0o100) !== 0,
        };
      });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
