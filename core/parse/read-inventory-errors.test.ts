import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { readInventory } from './read-inventory.ts';

const base = fs.mkdtempSync(join(tmpdir(), 'rackbook-read-'));
afterAll(() => fs.rmSync(base, { recursive: true }));
const said = async (dir: string) => (await readInventory(dir)).diagnostics.map(({ message }) => message);

it('says in words why a folder cannot be read', async () => {
  fs.writeFileSync(join(base, 'file'), '');
  expect(await said(join(base, 'nothing'))).toEqual(['nothing was not read: there is no such folder.']);
  expect(await said(join(base, 'file'))).toEqual(['file was not read: it is no folder.']);
});

it.each([
  ['EACCES', 'this user may not read it'],
  ['EMFILE', 'too many files are open at once (ulimit -n)'],
  ['EWEIRD', 'it cannot be read (EWEIRD)'],
])('says in words what %s means for a file', async (code, why) => {
  fs.mkdirSync(join(base, 'inventory'), { recursive: true });
  fs.writeFileSync(join(base, 'inventory/lab.yaml'), 'lab: {}\n');
  const opened = vi.spyOn(fs, 'openSync').mockImplementation(() => {
    throw Object.assign(new Error(code), { code });
  });
  expect(await said(join(base, 'inventory'))).toEqual([`inventory/lab.yaml was not read: ${why}.`]);
  opened.mockRestore();
});
