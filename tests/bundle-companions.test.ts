/** Files that a person keeps beside a Compose project: what gen accepts can be published, and what cannot be is left out with a reason. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { JSDOM } from 'jsdom';
import { unpackTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanPublished } from '../core/published/scan.ts';
import { makeBundle } from '../generators/bundle/files/bundle.ts';
import type { BundleContents } from '../generators/bundle/files/bundle-file.ts';
import { readBundleFiles } from '../generators/bundle/files/read-bundle-files.ts';
import { type RenderedRoot, renderedRoot } from './labs/rendered-root.ts';

const LAB = `
lab: { title: One host, domain: home.example.net }
networks:
  home: { title: Home, role: apps, cidr: 192.168.77.0/24, gateway: 192.168.77.1 }
hosts:
  box: { title: Box, role: Docker host, addresses: { home: 192.168.77.10 }, docker: {} }
`;
/** Texts of a program, in every form in which one of another language has them. */
const TEXTS: Readonly<Record<string, string>> = {
  'lang.js': 'export default { password: "Kennwort", user: "Benutzer", token: "Zugangsschlüssel" };\n',
  'lang.ts': 'export const de: Texts = { password: "Kennwort", passwordAgain: "Wiederholen" };\n',
  'lang.py': 'PASSWORD = "Kennwort"\nTEXTS = {"password": "Geheimwort"}\n',
  'lang.lua': 'return { password = "Kennwort", secret = "Geheimnis" }\n',
  'lang.php': '<?php return ["password" => "Kennwort"];\n',
  'i18n/de.yml': 'password: >-\n  Kennwort\ntoken: Schlüssel\n',
  'i18n/de.json': '{ "password": "Kennwort", "token": "Zugangsschlüssel" }\n',
  'messages_de.properties': 'label.password=Kennwort\n',
};
/** What is no text in UTF-8. */
const BYTES: Readonly<Record<string, Uint8Array>> = {
  'geo.mmdb': Buffer.from([0xab, 0xcd, 0xef, 0x00, 0x01]),
  'app.conf': Buffer.from('name = caf\u00e9\n', 'latin1'),
  'data.gz': gzipSync('a\n'),
  'font.ttf': Buffer.from('\u0000\u0001\u0000\u0000\u00ff\u00fe', 'latin1'),
};
const FILES: Readonly<Record<string, string | Uint8Array>> = { ...TEXTS, ...BYTES };

let root: RenderedRoot;
let contents: BundleContents;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-companions-'));
  writeFileSync(join(folder, 'lab.yaml'), LAB);
  const app = join(folder, 'services', 'app');
  mkdirSync(join(app, 'i18n'), { recursive: true });
  const volumes = Object.keys(FILES).map((name) => `./${name}:/app/${name}:ro`);
  const project = { services: { app: { image: 'app:1', environment: { A_USER: 'shop', A_PASSWORD: 'shop' }, volumes } } };
  writeFileSync(join(app, 'compose.yaml'), JSON.stringify(project));
  writeFileSync(join(app, 'service.yaml'), JSON.stringify({ title: 'App', 'runs-on': 'box' }));
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(app, name), content);
  root = await renderedRoot(folder);
  const read = await readBundleFiles(root.lab, root);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  contents = read.value;
});
afterAll(() => {
  root?.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('files beside a project that gen has accepted', () => {
  it('end no build: neither in the archive nor as the document prints them', async () => {
    const { html, archive } = await makeBundle(root.lab.model, contents);
    const shown = [...new JSDOM(html).window.document.querySelectorAll('.files pre')].map(({ textContent }) => textContent);
    expect(shown).toEqual(expect.arrayContaining(Object.values(TEXTS)));
    const published = [
      { path: 'disaster-recovery.html', content: Buffer.from(html) },
      { path: 'disaster-recovery.tar.gz', content: archive },
    ];
    expect(await scanPublished(published, { known: [], excuse: root.lab.notSecret })).toEqual([]);
  });

  it('are in the archive, but for what nobody can look through, which is named', async () => {
    const { archive } = await makeBundle(root.lab.model, contents);
    const entries = await unpackTar(gunzipSync(archive));
    const names = entries.map(({ header }) => header.name);
    const packed = Object.keys(FILES).filter((each) => names.includes(`disaster-recovery/inventory/services/app/${each}`));
    expect(packed).toEqual([...Object.keys(TEXTS), 'font.ttf']);
    const noText = contents.leftOut.filter(({ why }) => why === 'no-text').map(({ path }) => path);
    for (const name of ['geo.mmdb', 'app.conf', 'data.gz']) expect(noText).toContain(`inventory/services/app/${name}`);
    const readme = entries.find(({ header }) => header.name.endsWith('README.txt'))?.data;
    expect(new TextDecoder().decode(readme)).toMatch(/services\/app\/geo\.mmdb\n {4}is neither text in UTF-8/);
  });
});
