/** Runtime files as they stand in the repository: ShellCheck or Python takes each of them, and they keep the rules that hold for all. */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toolOf } from '../../registry/catalog.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { lastLines, run } from '../../tools/process.ts';

const root = join(import.meta.dirname, '..', '..');
/** Written in the language of the program that reads them, which is asked when they have been generated: `npm run verify -- ansible`. */
const PLAYBOOKS = 'generators/ansible/runtime/';
const all = ['core', 'generators']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  )
  .filter((path) => /\/runtime\//.test(path) && !path.endsWith('.test.ts') && !path.startsWith(PLAYBOOKS))
  .sort();
const scripts = all.filter((path) => path.endsWith('.py'));
const files = all.filter((path) => !scripts.includes(path));

const found = await findTool(toolOf('shellcheck'));
if (isMissing(found)) process.stderr.write(`SKIPPED ShellCheck of runtime files: ${found.missing}\n`);
it.runIf(process.env['CI'] === 'true')('ShellCheck is there', () => expect(isMissing(found)).toBe(false));
const argv = isMissing(found) ? [] : found.argv;

describe.each(files)('%s', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  const isStarted = text.startsWith('#!');

  it.skipIf(argv.length === 0)('is taken by ShellCheck where it stands', async () => {
    const done = await run([...argv, '--external-sources', '--source-path=SCRIPTDIR', path], { cwd: root });
    expect(done.code, lastLines(done, 20)).toBe(0);
  });

  it('is a POSIX script that ends at the first fault, or is read by one', () => {
    expect(basename(path)).toMatch(/^[a-z-]+\.sh$/);
    if (isStarted) expect(text).toMatch(/^#!\/bin\/sh\n#[\s\S]*\nset -eu\n/);
    else expect(text).toMatch(/^# shellcheck shell=sh\n# /);
  });

  it('asks no list of settings in a condition, where a shell overlooks all faults but the last', () => {
    expect(text.split('\n').filter((line) => /\beach_\w+ .*(\|\||&&)|(?:\bif|\bwhile|\buntil|!|&&|\|\|) +each_/.test(line))).toEqual([]);
  });
});

it.skipIf(argv.length === 0)('ShellCheck refuses a runtime file with a misspelt variable', async () => {
  const done = await run([...argv, '-'], { input: '#!/bin/sh\nset -eu\nname=x\necho "$nmae"\n' });
  expect(done.code).not.toBe(0);
});

/** Prints every module that a script imports and Python does not bring; fails on what it cannot read. */
const FOREIGN = `
import ast, sys
for node in ast.walk(ast.parse(open(sys.argv[1]).read())):
    names = [each.name for each in node.names] if isinstance(node, ast.Import) else [node.module or '.'] if isinstance(node, ast.ImportFrom) else []
    for name in names:
        if name.split('.')[0] not in sys.stdlib_module_names: print(name)
`;

const python = await findTool(toolOf('python'));

describe.each(scripts)('%s', (path) => {
  it.skipIf(isMissing(python))('is read by Python, and needs nothing that it does not bring', async () => {
    const done = await run([...(isMissing(python) ? [] : python.argv), '-I', '-c', FOREIGN, path], { cwd: root });
    expect([done.code, done.stdout], lastLines(done, 20)).toEqual([0, '']);
  });

  it('says how it is called, and is called so', () => {
    expect(basename(path)).toMatch(/^[a-z-]+\.py$/);
    expect(readFileSync(join(root, path), 'utf8')).toMatch(/^#!\/usr\/bin\/env python3\n"""[A-Z]/);
  });
});
