import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuntimePath } from './files/runtime-path.ts';

const ROOT = join(import.meta.dirname, '..');
const RUNTIME = /^(?:generators\/[a-z0-9-]+|core)\/runtime\/(?:[a-z0-9_-]+\/)*[a-zA-Z0-9_.-]*[a-zA-Z0-9_-]$/;

/** Text of a runtime file of this repository. Throws on an invalid path, and on a file that is not there: both are our bugs. */
export function readRuntime(path: RuntimePath): string {
  if (!RUNTIME.test(path)) throw new Error(`${path} is no runtime file`);
  return readFileSync(join(ROOT, path), 'utf8');
}
