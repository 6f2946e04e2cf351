import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInventory } from './read-inventory.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-inventory-'));
  mkdirSync(join(root, 'inventory/services/app/data'), { recursive: true });
  put('service.yaml', 'title: App\n');
});
afterEach(() => rmSync(root, { recursive: true }));

const folder = () => join(root, 'inventory/services/app');
function put(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder(), name), content);
}
async function read() {
  const { files, diagnostics } = await readInventory(join(root, 'inventory'));
  const byName = new Map(files.map((file) => [file.path.replace('inventory/services/app/', ''), file]));
  return { byName, files, said: diagnostics.map(({ code, message }) => `${code}: ${message}`) };
}

describe('the folder of a service', () => {
  it('holds at most 500 files, which is said once', async () => {
    for (let at = 0; at < 500; at++) put(`data/${at}`, '');
    const { files, said } = await read();
    expect(said).toEqual([expect.stringMatching(/^file-unreadable: .*the folder of a service holds at most 500 files\.$/)]);
    // What is known of the service is among those that are read.
    expect(files.map(({ path }) => path)).toContain('inventory/services/app/service.yaml');
    rmSync(join(folder(), 'data/0'));
    expect((await read()).said).toEqual([]);
  });

  it('may hold what cannot be read, which matters only when it is named', async () => {
    put('large.bin', '');
    truncateSync(join(folder(), 'large.bin'), 10 * 1024 * 1024 + 1);
    symlinkSync('/etc/hostname', join(folder(), 'link'));
    const { byName, said } = await read();
    expect(said).toEqual([]);
    expect(byName.get('large.bin')).toEqual({ path: expect.any(String), text: '', unreadable: 'it is larger than 10 MiB' });
    expect(byName.get('link')).toMatchObject({ unreadable: 'it is a link or a special file' });
  });

  it('has files with their bytes where they are no text, and their executable bit', async () => {
    const bytes = Buffer.from('7f454c46ff', 'hex');
    put('run', bytes);
    chmodSync(join(folder(), 'run'), 0o700);
    expect((await read()).byName.get('run')).toMatchObject({ bytes, mode: 0o755, unreadable: 'it is not UTF-8 text' });
  });
});
