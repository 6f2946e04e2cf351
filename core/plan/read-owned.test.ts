import fs from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { sha256 } from './plan.ts';
import { readOwned } from './read-owned.ts';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(join(os.tmpdir(), 'rackbook-owned-'));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  fs.mkdirSync(dirname(join(root, path)), { recursive: true });
  fs.writeFileSync(join(root, path), text);
}
const entry = (text: string, mode?: '755'): LedgerEntry => ({ sha256: sha256(text), generator: 'compose', mode });
const ledger = (entries: Readonly<Record<string, LedgerEntry>>): Ledger => new Map(Object.entries(entries));

it('gives what the ledger owns, with the mode that it says, and nothing that lies beside it', () => {
  write('infra/b', 'b\n');
  write('infra/a', 'a\n');
  write('infra/beside', 'b\n');
  expect(readOwned(root, ledger({ 'infra/b': entry('b\n', '755'), 'infra/a': entry('a\n') }))).toEqual({
    files: [
      { path: 'infra/a', content: Buffer.from('a\n'), mode: undefined },
      { path: 'infra/b', content: Buffer.from('b\n'), mode: '755' },
    ],
    others: [],
  });
});

it('gives nothing that was edited, released, replaced by something else, or is gone', () => {
  write('infra/edited', 'a\nb\n');
  write('infra/released', 'a\n');
  write('infra/folder/file', 'a\n');
  write('outside/file', 'a\n');
  fs.symlinkSync('../outside/file', join(root, 'infra/link'));
  fs.symlinkSync('../outside', join(root, 'infra/linked'));
  const owned = entry('a\n');
  expect(
    readOwned(
      root,
      ledger({
        ...{ 'infra/edited': owned, 'infra/folder': owned, 'infra/gone': owned, 'infra/link': owned, 'infra/linked/file': owned },
        'infra/released': { released: true, generator: 'compose' },
      }),
    ),
  ).toEqual({
    files: [],
    others: [
      { path: 'infra/edited', why: 'changed' },
      { path: 'infra/folder', why: 'not-a-file' },
      { path: 'infra/gone', why: 'missing' },
      { path: 'infra/link', why: 'not-a-file' },
      { path: 'infra/linked/file', why: 'not-a-file' },
      { path: 'infra/released', why: 'released' },
    ],
  });
});
