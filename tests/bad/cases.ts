import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One inventory with one mistake. */
export interface BadInventory {
  /** From the root of the repository: `generators/proxmox/bad/vmid.yaml`. */
  readonly path: string;
  readonly text: string;
  readonly expected: { readonly code: string; readonly at: string; readonly hint?: string };
}

const ROOT = join(import.meta.dirname, '..', '..');

/** What every bad inventory is laid over. */
export const BASE = 'tests/bad/base.yaml';

export const readBase = (): string => readFileSync(join(ROOT, BASE), 'utf8');

/** Those of core, in `tests/bad`, and those of each system, in its folder `bad`. */
export function badInventories(): readonly BadInventory[] {
  const systems = readdirSync(join(ROOT, 'generators')).map((id) => `generators/${id}/bad`);
  return ['tests/bad', ...systems]
    .filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) => readdirSync(join(ROOT, folder)).map((file) => `${folder}/${file}`))
    .filter((path) => path.endsWith('.yaml') && path !== BASE)
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return { path, text, expected: readExpected(path, text) };
    });
}

/** Reads `# expect: code line:col | hint` from the first line. */
function readExpected(path: string, text: string): BadInventory['expected'] {
  const match = /^# expect: ([a-z-]+) (\d+:\d+)(?: \| (.*))?$/m.exec(text.split('\n')[0] ?? '');
  if (!match?.[1] || !match[2]) throw new Error(`The first line of ${path} must be "# expect: <code> <line>:<col> | <hint>"`);
  return { code: match[1], at: match[2], ...(match[3] === undefined ? {} : { hint: match[3] }) };
}
