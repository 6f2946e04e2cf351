/** What an operator has at hand when the lab is down. */

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { unpackTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automaticWords } from '../core/facts/automation/automatic.ts';
import { runbooksOf } from '../core/facts/runbooks/runbooks.ts';
import { loadLab, loadSources } from '../core/load.ts';
import type { LoadedLab } from '../core/loaded-lab.ts';
import { scanPublished } from '../core/published/scan.ts';
import { type Bundle, makeBundle } from '../generators/bundle/files/bundle.ts';
import type { BundleContents, BundleFile } from '../generators/bundle/files/bundle-file.ts';
import { bundleHtml } from '../generators/bundle/files/bundle-html.ts';
import { readBundleFiles } from '../generators/bundle/files/read-bundle-files.ts';
import { systems } from '../registry/systems.gen.ts';
import { inventory, nearest, TEXTS } from './hostile/fill.ts';
import { hostileText } from './hostile/hostile-text.ts';
import { LABS } from './labs/labs.ts';
import { type RenderedRoot, renderedRoot } from './labs/rendered-root.ts';

const ROOT = join(import.meta.dirname, '..');
const run = promisify(execFile);

async function contentsOf({ lab, ...place }: RenderedRoot): Promise<BundleContents> {
  const read = await readBundleFiles(lab, place);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.value;
}

async function load(inventoryDir: string): Promise<LoadedLab> {
  const lab = await loadLab(inventoryDir, systems);
  if (!lab.ok) throw new Error(`${inventoryDir} has mistakes.`);
  return lab.value;
}
const file = (path: string, text: string): BundleFile => ({ path, content: new TextEncoder().encode(text), executable: false });
const holding = (...files: readonly BundleFile[]): BundleContents => ({ files, leftOut: [] });
const parse = (html: string): Document => new JSDOM(html).window.document;

/** Everything in it that a browser would fetch, run or follow out of the page. */
function wayOut(document: Document): readonly string[] {
  const active = [...document.querySelectorAll('script, img, link, iframe, object, embed, base, form, audio, video, svg')];
  const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
  return [
    ...active.map(({ outerHTML }) => outerHTML),
    ...attributes
      .filter(({ name, value }) => /^on|^style$|^src/.test(name) || (name === 'href' && !value.startsWith('#')))
      .map(({ name, value }) => `${name}=${value}`),
  ];
}

describe.each(LABS)('the bundle of $name', ({ inventoryDir }) => {
  let lab: LoadedLab;
  let document: Document;
  beforeAll(async () => {
    lab = await load(inventoryDir);
    document = parse(bundleHtml(lab.model, holding(file('infra/compose/x/compose.yaml', '</code></pre><script>alert(1)</script>'))));
  });

  it('has nothing that a browser fetches or runs, and says so in its policy', () => {
    expect(wayOut(document)).toEqual([]);
    expect(document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
  });

  it('leads only to places that it has', () => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of document.querySelectorAll('a')) expect(ids).toContain(link.getAttribute('href')?.slice(1));
  });

  it('has every runbook with every command as it is typed, and the undoing', () => {
    for (const runbook of runbooksOf(lab.model)) {
      const { id, title, steps } = runbook;
      const section = document.getElementById(`runbook-${id}`);
      expect(section?.querySelector('h3')?.textContent).toBe(title);
      const shown = [...(section?.querySelectorAll('pre') ?? [])].map(({ textContent }) => textContent);
      const typed = steps.flatMap(({ run, undo }) => [run, undo?.run].filter((command) => command !== undefined));
      expect(shown).toEqual([...[automaticWords(lab.model, runbook)?.command ?? []].flat(), ...typed]);
      expect(section?.querySelectorAll('.box').length).toBe(steps.length);
    }
  });

  it('names every machine that is there and every secret with its place', () => {
    const text = document.body.textContent ?? '';
    for (const { title, planned } of [...lab.model.hosts, ...lab.model.guests]) if (!planned) expect(text).toContain(title);
    const places = document.getElementById('secrets')?.textContent ?? '';
    for (const { id, planned, secrets } of lab.model.services)
      for (const secret of planned ? [] : secrets) expect(places).toContain(`/${id}/${secret.id}`);
  });
});

describe('the bundle of the reference lab', () => {
  let reference: RenderedRoot;
  let lab: LoadedLab;
  let files: readonly BundleFile[];
  let bundle: Bundle;
  beforeAll(async () => {
    reference = await renderedRoot();
    lab = reference.lab;
    ({ files } = await contentsOf(reference));
    bundle = await makeBundle(lab.model, holding(...files));
  });
  afterAll(() => reference?.remove());

  it('holds no secret, and nothing that looks like one', async () => {
    const written = [
      { path: 'bundle.html', content: Buffer.from(bundle.html) },
      { path: 'bundle.tar.gz', content: bundle.archive },
    ];
    expect(await scanPublished(written, { known: [] })).toEqual([]);
  });

  it('has the generated files as they are on the disk', () => {
    const shown = [...parse(bundle.html).querySelectorAll('.files pre')].map(({ textContent }) => textContent);
    const stacks = files.filter(({ path }) => path.startsWith('infra/compose/'));
    expect(stacks.length).toBeGreaterThan(10);
    for (const { content } of stacks) expect(shown).toContain(new TextDecoder().decode(content));
  });

  it('says what is missing', () => {
    const text = parse(bundleHtml(lab.model, holding())).body.textContent;
    const [job] = lab.model.systems.find(({ id }) => id === 'restic')?.files?.(lab.model) ?? [];
    expect(text).toContain(`${job?.path} was not there when this was made.`);
    expect(text).toContain('/up.sh was not there when this was made.');
  });

  it('is the same from the same lab, byte for byte, and another edition when a runbook changes', async () => {
    const again = await makeBundle(lab.model, holding(...files.toReversed()));
    expect(Buffer.from(again.archive).equals(Buffer.from(bundle.archive))).toBe(true);
    const [first, ...rest] = runbooksOf(lab.model);
    const changed = { ...lab.model };
    runbooksOf.preset(changed, first ? [{ ...first, when: 'Never.' }, ...rest] : rest);
    const other = await makeBundle(changed, holding(...files));
    expect(bundle.edition).toMatch(/^[0-9a-f]{12}$/);
    if (first) expect(other.edition).not.toBe(bundle.edition);
  });

  it('packs document, files and inventory, sorted, without times and owners', async () => {
    const entries = await unpackTar(gunzipSync(bundle.archive));
    const names = entries.map(({ header }) => header.name);
    expect(names).toEqual(names.toSorted());
    for (const name of ['README.txt', 'disaster-recovery.html', 'inventory/lab.yaml']) expect(names).toContain(`disaster-recovery/${name}`);
    expect(files.filter(({ executable }) => executable).length).toBeGreaterThan(5);
    for (const { header, data } of entries) {
      expect([header.mtime?.getTime(), header.uid, header.gid]).toEqual([0, 0, 0]);
      const source = files.find(({ path }) => `disaster-recovery/${path}` === header.name);
      if (!source) continue;
      expect(Buffer.from(data ?? []).equals(Buffer.from(source.content))).toBe(true);
      expect(header.mode).toBe(source.executable ? 0o755 : 0o644);
    }
  });
});

/** Systems whose files bring no machine back: they are in the archive, and not in the document that is printed. */
const ONLY_PACKED: ReadonlySet<string> = new Set(systems.flatMap(({ id, bundle }) => (bundle && 'leftOut' in bundle ? [id] : [])));

describe('no system is dropped', () => {
  const seen = new Set<string>();
  let rendered: readonly RenderedRoot[] = [];
  beforeAll(async () => {
    rendered = await Promise.all(LABS.map(({ inventoryDir }) => renderedRoot(inventoryDir)));
  });
  afterAll(() => {
    for (const { remove } of rendered) remove();
  });

  it('from the document, by the files of each', async () => {
    for (const one of rendered) {
      const { lab, files } = one;
      const document = parse(bundleHtml(lab.model, await contentsOf(one)));
      const shown = new Set([...document.querySelectorAll('.files h4')].map(({ textContent }) => textContent));
      const infra = files.filter(({ path }) => path.startsWith('infra/'));
      for (const { generator } of infra) seen.add(generator);
      expect(infra.filter(({ path, generator }) => shown.has(path) === ONLY_PACKED.has(generator)).map(({ path }) => path)).toEqual([]);
    }
    expect([...ONLY_PACKED].filter((id) => !seen.has(id))).toEqual([]);
  });

  it('that a runbook sends its reader to: whatever lies in a folder that a step names is printed', () => {
    const named = new Set<string>();
    for (const { lab, files } of rendered) {
      const steps = runbooksOf(lab.model).flatMap(({ steps: own }) => own.map((step) => JSON.stringify({ ...step, on: '' })));
      const folders = new Set(steps.flatMap((step) => step.match(/infra\/[a-z0-9-]+(?=\/)/g) ?? []));
      for (const { path, generator } of files) if (folders.has(path.split('/', 2).join('/'))) named.add(generator);
    }
    expect(named.size).toBeGreaterThan(5);
    expect([...named].filter((id) => ONLY_PACKED.has(id))).toEqual([]);
  });

  it('from the archive, which has every generated file and the whole inventory', async () => {
    for (const one of rendered) {
      const { lab, files, inventoryDir } = one;
      const { archive } = await makeBundle(lab.model, await contentsOf(one));
      const names = new Set((await unpackTar(gunzipSync(archive))).map(({ header }) => header.name));
      const inventory = readdirSync(inventoryDir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
      const wanted = [
        ...files.map(({ path }) => path).filter((path) => path.startsWith('infra/')),
        ...inventory.map((path) => `inventory/${path}`),
      ];
      expect(wanted.filter((path) => !names.has(`disaster-recovery/${path}`))).toEqual([]);
    }
  });
});

describe('hostile texts', () => {
  /** Elements in their order. How a command is cut into words depends on its text. */
  const skeleton = (data: unknown): readonly string[] | undefined => {
    const lab = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(data) }], systems);
    if (!lab.ok) return undefined;
    const document = parse(bundleHtml(lab.value.model, holding()));
    expect(wayOut(document)).toEqual([]);
    return [...document.querySelectorAll('*:not(.command span)')].map(({ tagName }) => tagName);
  };

  it('change no element of the document', () => {
    const plain = skeleton(inventory(new Map(), '/machine'));
    expect(plain?.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: TEXTS.length, maxLength: TEXTS.length }), (hostile) => {
        const texts = new Map(TEXTS.map((text, index) => [text.token, nearest(text, hostile[index] ?? '')]));
        const found = skeleton(inventory(texts, '/machine'));
        // A text may look like a secret, and is refused then.
        fc.pre(found !== undefined);
        expect(found).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

describe('npm run bundle', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rackbook-bundle-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const bundle = (inventoryDir: string, to: string) =>
    run(process.execPath, [join(ROOT, 'cli', 'bundle.ts'), '--root', folder, '--inventory', inventoryDir, join(folder, to)]);

  it('writes both files, and says what it did not find', async () => {
    const { stdout, stderr } = await bundle(join(ROOT, 'tests', 'labs', 'one-host'), 'out');
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(['disaster-recovery.html', 'disaster-recovery.tar.gz']);
    expect(stderr).toContain('no file below infra/');
    expect(readFileSync(join(folder, 'out', 'disaster-recovery.html'), 'utf8')).toContain(stdout.match(/edition ([0-9a-f]+)/)?.[1]);
  });

  it('writes nothing of an inventory with mistakes', async () => {
    await expect(bundle(join(folder, 'nothing'), 'none')).rejects.toMatchObject({ code: 1 });
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});
