import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIAGNOSTICS_PAGE, withSystemCodes } from '../registry/diagnostics-page.ts';
import { loadFolders } from '../registry/load-folders.ts';
import { printRegistry } from '../registry/print.ts';
import { SHARED_CHECKERS, SHARED_TOOLS } from '../registry/shared.ts';
import { readArguments } from './arguments.ts';

const { values } = readArguments({
  usage: 'npm run registry --',
  summary: 'Writes registry/*.gen.ts, the lists of all systems and of their parts, and their codes in docs/diagnostics.md.',
  cutOff: 'Some lists may be old still; run this again.',
  options: { check: { type: 'boolean' } },
  describe: { check: 'write nothing; exit 1 when a list is out of date' },
});

const shared = [...SHARED_TOOLS, ...SHARED_CHECKERS].map(({ id }) => id);
const root = join(import.meta.dirname, '..');
const folders = await loadFolders(root);
const page = await readFile(join(root, DIAGNOSTICS_PAGE), 'utf8');
const wanted = [...printRegistry(folders, shared), [DIAGNOSTICS_PAGE, withSystemCodes(page, folders)] as const];
for (const [path, text] of wanted) {
  const before = await readFile(join(root, path), 'utf8').catch(() => undefined);
  if (before === text) continue;
  if (values.check) {
    process.stdout.write(`stale: ${path}\n`);
    process.exitCode = 1;
    continue;
  }
  await writeFile(join(root, path), text);
  process.stdout.write(`wrote ${path}\n`);
}
