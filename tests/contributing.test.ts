/** The example of CONTRIBUTING.md is true: its files are taken from its text into a copy of the tree, and its commands are run there. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../tools/places.ts';

const FOLDER = 'generators/homepage';
const text = readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8');
const section = text.slice(text.indexOf('## Add a system'), text.indexOf('\n## ', text.indexOf('## Add a system') + 1));
/** A path in code with a colon, then the file in a fence. */
const files = [...section.matchAll(/^`([^`\n]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm)].map(([, path = '', content = '']) => ({ path, content }));
const scripts = [...section.matchAll(/^ {4}npm (?:run )?([^#\n]+)/gm)].map(([, script = '']) => script.trim());

let tree: string;
const place = (path: string) => join(tree, path);

/** Runs a program of the copy with its own Node; throws with what it said when it fails. */
function run(...argv: readonly string[]): string {
  const { PATH, HOME } = process.env;
  try {
    return execFileSync(process.execPath, argv, { cwd: tree, encoding: 'utf8', stdio: 'pipe', env: { PATH, HOME, NO_COLOR: '1' } });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${argv.join(' ')}:\n${stdout}${stderr}`);
  }
}
const bin = (name: string) => join('node_modules', name);
const filesBelow = (folder: string) =>
  new Map(
    readdirSync(place(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(tree.length + 1), readFileSync(path, 'utf8')] as const),
  );

describe('the example of CONTRIBUTING.md', { timeout: 300_000 }, () => {
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'rackbook-example-'));
    for (const name of readdirSync(repository))
      if (!['node_modules', '.git', '.rackbook', '.astro', 'dist', 'inventory', 'infra'].includes(name))
        cpSync(join(repository, name), place(name), { recursive: true });
    // The lab of this repository may be any lab, so the example is tried on a known one.
    cpSync(place('tests/labs/reference'), place('inventory'), { recursive: true });
    rmSync(place('src/content/lab'), { recursive: true, force: true });
    symlinkSync(join(repository, 'node_modules'), place('node_modules'));
  }, 120_000);
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('is whole, and stays in one folder', () => {
    expect(files.map(({ path }) => path.replace(`${FOLDER}/`, '')).sort()).toEqual([
      'README.md',
      'bundle.ts',
      'cases/one-group.case.yaml',
      'checker.ts',
      'deploy.ts',
      'mutations.ts',
      'options.ts',
      'system.ts',
    ]);
    expect(files.filter(({ path }) => !path.startsWith(`${FOLDER}/`))).toEqual([]);
    expect(scripts).toEqual(['registry', 'schemas', 'gen', 'verify -- homepage', 'test']);
  });

  it('is registered, linted and has the types of its neighbours', () => {
    run('cli/gen.ts');
    for (const { path, content } of files) {
      mkdirSync(dirname(place(path)), { recursive: true });
      writeFileSync(place(path), content);
    }
    run('cli/registry.ts');
    run('cli/schemas.ts');
    run(bin('@biomejs/biome/bin/biome'), 'check', '--vcs-enabled=false', FOLDER);
    writeFileSync(
      place('tsconfig.example.json'),
      JSON.stringify({ extends: './tsconfig.json', include: [`${FOLDER}/**/*.ts`, 'registry/*.ts', '**/*.d.ts'] }),
    );
    run(bin('typescript/bin/tsc'), '--noEmit', '--project', 'tsconfig.example.json');
  });

  it('has its options in the schema for editors', () => {
    expect(readFileSync(place('inventory/schema/inventory.json'), 'utf8')).toContain('Where a link opens');
  });

  it('writes its file, and changes no other', () => {
    const before = filesBelow('infra');
    run('cli/gen.ts');
    const after = filesBelow('infra');
    const changed = [...after].filter(([path, content]) => before.get(path) !== content).map(([path]) => path);
    expect(changed.sort()).toEqual(['infra/.ledger.json', 'infra/homepage/services.yaml']);
  });

  it('is taken by its own checker, which says that the reading is our own', () => {
    expect(run('cli/verify.ts', 'homepage')).toMatch(/infra\/homepage\/services\.yaml +homepage \(our reading\) +taken/);
  });

  it('has faults that are refused', () => {
    const said = run(
      bin('vitest/vitest.mjs'),
      'run',
      '--config',
      'vitest.accept.config.ts',
      'tests/accept/mutations.test.ts',
      '-t',
      'homepage',
    );
    expect(said).toMatch(/Tests.* 2 passed/);
  });

  it('holds what every system has to hold', () => {
    run(
      bin('vitest/vitest.mjs'),
      'run',
      'tests/contract.test.ts',
      'tests/cases.test.ts',
      'registry/registry.test.ts',
      '-t',
      'homepage|names a program|registry',
    );
    run(bin('vitest/vitest.mjs'), 'run', 'tests/layers.test.ts', 'tests/deploy.test.ts');
  });

  it('gets the name of the file that is missing', () => {
    for (const name of ['README.md', 'mutations.ts', 'cases']) rmSync(place(`${FOLDER}/${name}`), { recursive: true });
    run('cli/registry.ts');
    let said = '';
    try {
      run(bin('vitest/vitest.mjs'), 'run', 'tests/contract.test.ts', '-t', 'homepage');
    } catch (error) {
      said = String(error);
    }
    for (const name of ['README.md', 'mutations.ts', 'cases']) expect(said).toContain(`${FOLDER}/${name} is missing`);
  });
});
