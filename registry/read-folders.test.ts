import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolders } from './read-folders.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-folders-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function read(folders: Readonly<Record<string, readonly string[]>>): ReturnType<typeof readFolders> {
  for (const [folder, files] of Object.entries(folders)) {
    mkdirSync(join(root, 'generators', folder), { recursive: true });
    for (const file of files) writeFileSync(join(root, 'generators', folder, file), '');
  }
  return readFolders(root);
}

describe('folders of systems', () => {
  it('give their parts by name; tests and files of their own are left alone', () => {
    expect(read({ two: ['system.ts'], one: ['system.ts', 'panels.ts', 'panels.test.ts', 'dump-tool.ts', 'README.md'] })).toEqual([
      { id: 'one', parts: ['panels'] },
      { id: 'two', parts: [] },
    ]);
  });

  it.each(['3d', 'my_dash', 'myDash', 'Homepage', 'a.b', 'my dash', '-lead', 'a--b', '__proto__'])('refuses the name %s', (id) => {
    expect(() => read({ [id]: ['system.ts'] })).toThrow('is the id of its system');
  });

  it.each([
    ['pannels.ts', 'panels.ts'],
    ['option.ts', 'options.ts'],
    ['checkers.ts', 'checker.ts'],
    ['standin.ts', 'stand-in.ts'],
  ])('refuses %s, which would be ignored', (file, meant) => {
    expect(() => read({ one: ['system.ts', file] })).toThrow(`Did you mean ${meant}?`);
  });

  it('names the file that a folder without a system lacks', () => {
    expect(() => read({ one: ['systems.ts'] })).toThrow('generators/one/system.ts is missing');
  });
});
