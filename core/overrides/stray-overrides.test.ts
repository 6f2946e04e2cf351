import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { type InventoryText, readInventory, readOverrides } from '../parse/read-inventory.ts';
import { renderTexts } from '../pipeline.ts';

let root: string;
let inventory: InventoryText;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-overrides-'));
  inventory = await readInventory(join(import.meta.dirname, '../../tests/labs/one-host'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What is said of a file of `overrides/`. */
async function said(path: string, put: (file: string) => void): Promise<readonly string[]> {
  const folder = join(root, 'inventory/overrides');
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  put(file);
  const rendered = renderTexts({ inventory, overrides: await readOverrides(join(root, 'inventory')) }, systems);
  rmSync(folder, { recursive: true });
  return rendered.ok
    ? []
    : rendered.diagnostics.map(({ code, at, hint }) => `${code} ${at?.file.replace('inventory/overrides/', '')} ${hint ?? ''}`.trim());
}
const text = (words: string | Uint8Array) => (file: string) => writeFileSync(file, words);

it.each([
  ['a hidden file', '.DS_Store', 'Mac\n', 'override-invalid .DS_Store Name it like'],
  ['a note', 'README.md', 'why\n', 'override-invalid README.md Name it like'],
  [
    'a misspelt name',
    'nftables/box/rackbok.nft',
    '# reason: x\n',
    'override-invalid nftables/box/rackbok.nft Did you mean "infra/nftables/box/rackbook.nft"?',
  ],
  ['a folder too many', 'infra/nftables/box/rackbook.nft', '# reason: x\n', 'override-invalid infra/nftables/box/rackbook.nft '],
  ['a folder of a service', 'services/notes/service.yaml', 'a: 1\n', 'override-invalid services/notes/service.yaml '],
  ['a file of another kind', 'compose/box/up.sh', 'true\n', 'override-invalid compose/box/up.sh Remove it.'],
])('says of %s that it changes nothing', async (_, path, words, start) => {
  expect(await said(path, text(words))).toEqual([expect.stringContaining(start)]);
});

it('says of what cannot be read as text that it was not read', async () => {
  expect(await said('nftables/box/rackbook.nft', text(Uint8Array.of(0xff, 0xfe, 0)))).toEqual([
    expect.stringContaining('file-unreadable nftables/box/rackbook.nft An override is a text'),
  ]);
  expect(await said('nftables/box/rackbook.nft', (file) => symlinkSync('/etc/hostname', file))).toEqual([
    expect.stringContaining('file-unreadable nftables/box/rackbook.nft'),
  ]);
});

it('says that the folder itself is a link', async () => {
  mkdirSync(join(root, 'linked'), { recursive: true });
  symlinkSync(tmpdir(), join(root, 'linked/overrides'));
  expect((await readOverrides(join(root, 'linked'))).diagnostics).toMatchObject([
    { code: 'file-unreadable', at: { file: 'linked/overrides' } },
  ]);
});
