import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../tools/places.ts';
import { REFERENCE } from './labs/labs.ts';

/** Notes every file that Node loads as a module. */
const HOOK = `import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
process.on('exit', () => writeFileSync(process.env.LOADED, JSON.stringify(loaded)));`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-start-'));
  cpSync(REFERENCE, join(root, 'inventory'), { recursive: true });
  writeFileSync(join(root, 'hook.js'), HOOK);
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What `npm run gen` loads of the repository, apart from the built-in modules. */
function loadedByGen(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { scripts: { gen: string } };
  const [, ...argv] = scripts.gen.split(' ');
  const list = join(root, 'loaded.json');
  const { status, stderr } = spawnSync(process.execPath, ['--import', join(root, 'hook.js'), ...argv, '--root', root], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, LOADED: list },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const urls = JSON.parse(readFileSync(list, 'utf8')) as readonly string[];
  return urls.filter((url) => url.startsWith('file:')).map((url) => relative(repository, fileURLToPath(url)));
}

describe('a run of gen', () => {
  it('loads the systems, and JavaScript before any TypeScript', () => {
    const loaded = loadedByGen();
    expect(loaded).toContain('generators/docs/system.ts');
    expect(loaded[0]).toBe('cli/fast-load.js');
  });

  it('loads neither systems nor packages when there is nothing to do', () => {
    expect(loadedByGen().filter((path) => /^(generators|registry|node_modules)\//.test(path))).toEqual([]);
  });
});
