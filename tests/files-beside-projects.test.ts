/** Files that a project brings along go through the inventory, the ledger and the disk to the byte. */

import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInventory, readOverrides } from '../core/parse/read-inventory.ts';
import { renderLab } from '../core/pipeline.ts';
import { isStale } from '../core/plan/change.ts';
import { inputsDigest } from '../core/write/last-run.ts';
import { planSync, sync } from '../core/write/sync.ts';
import { systems } from '../registry/systems.gen.ts';

const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex');
const MARKED = Buffer.from('\ufeff<a/>\r\n');
const PROGRAM = Buffer.from('7f454c4602010100ff', 'hex');

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-beside-'));
  put('inventory/lab.yaml', 'lab: { title: Trial, domain: lab.example.net, ingress: entry }\n');
  put('inventory/networks.yaml', 'networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }\n');
  put('inventory/hosts.yaml', 'hosts: { one: { title: One, role: Docker host, addresses: { apps: 10.2.20.11 }, docker: {} } }\n');
  put('inventory/services/entry.yaml', 'title: Entry\nruns-on: one\ncompose: { services: { entry: { image: "traefik:v3.6.4" } } }\n');
  put('inventory/services/app/service.yaml', 'title: App\nruns-on: one\nnetwork: apps\n');
  put('inventory/services/app/compose.yaml', 'services: { app: { build: ., image: "app:1.0" } }\n');
  put('inventory/services/app/Dockerfile', 'FROM app:1.0\nCOPY . /app\n');
  put('inventory/services/app/logo.png', PICTURE);
  put('inventory/services/app/settings.xml', MARKED);
  put('inventory/services/app/bin/app', PROGRAM, 0o755);
});
afterAll(() => rmSync(root, { recursive: true }));

function put(path: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), mode);
}

async function render() {
  const rendered = await renderLab(join(root, 'inventory'), systems);
  expect(rendered.ok ? [] : rendered.diagnostics).toEqual([]);
  return { files: rendered.ok ? rendered.value.files : [] };
}

async function digest(): Promise<string | undefined> {
  const inventory = join(root, 'inventory');
  return inputsDigest([await readInventory(inventory), await readOverrides(inventory)], 'program');
}

describe('files beside a project that are no text', () => {
  const out = (name: string) => join(root, 'infra/compose/one/app', name);

  it('are written to the byte, with their modes, and are in the ledger by the hash of their bytes', async () => {
    const written = await sync(root, await render());
    expect(written.ok && written.value.applied.ok).toBe(true);
    for (const [name, bytes] of Object.entries({ 'logo.png': PICTURE, 'settings.xml': MARKED, 'bin/app': PROGRAM }))
      expect(readFileSync(out(name)).equals(bytes)).toBe(true);
    expect([statSync(out('bin/app')).mode & 0o777, statSync(out('logo.png')).mode & 0o777]).toEqual([0o755, 0o644]);
    const ledger = JSON.parse(readFileSync(join(root, 'infra/.ledger.json'), 'utf8')) as { files: Record<string, { sha256: string }> };
    expect(ledger.files['infra/compose/one/app/logo.png']?.sha256).toBe(createHash('sha256').update(PICTURE).digest('hex'));
    const again = planSync(root, await render());
    expect(again.ok && isStale(again.value)).toBe(false);
  });

  it('are stale when a byte of them changes in the inventory, and hand-edited when one does below infra/', async () => {
    const before = await digest();
    const other = Buffer.from(PICTURE).fill(0xfe, 16);
    put('inventory/services/app/logo.png', other);
    expect(await digest()).not.toBe(before);
    const stale = planSync(root, await render());
    expect(stale.ok && stale.value.changes.filter(({ kind }) => kind !== 'keep')).toMatchObject([
      { kind: 'update', path: 'infra/compose/one/app/logo.png', file: { bytes: other } },
    ]);
    writeFileSync(out('logo.png'), Buffer.from(PICTURE).fill(0xfd, 16));
    const edited = planSync(root, await render());
    expect(edited.ok && edited.value.changes.filter(({ kind }) => kind !== 'keep')).toMatchObject([{ kind: 'hand-edited' }]);
  });
});
