import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below `core/facts` that is neither a test nor a case of one, from the root of the project. */
export function factFiles(root: string): readonly string[] {
  return readdirSync(join(root, 'core', 'facts'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|(^|\/)cases\/|(^|\/)test-\w+\.ts$/.test(path))
    .map((path) => `core/facts/${path}`)
    .sort();
}
