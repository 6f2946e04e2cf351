import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../tools/process.ts';

const CLI = join(import.meta.dirname, '..', 'cli', 'gen.ts');
const PAGE = 'src/content/lab/services/notes.md';
let root: string;

const gen = (...args: string[]) => run([process.execPath, CLI, '--root', root, ...args]);
const inventory = () => join(root, 'inventory', 'lab.yaml');
const edit = (from: string, to: string) => writeFileSync(inventory(), readFileSync(inventory(), 'utf8').replace(from, to));
const output = () => readdirSync(join(root, 'infra'), { recursive: true, encoding: 'utf8' }).sort();

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-gen-'));
  cpSync(join(import.meta.dirname, 'labs', 'one-host'), join(root, 'inventory'), { recursive: true });
  expect(await gen()).toMatchObject({ code: 0 });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('gen --diff', () => {
  it('says of a Compose file that changes what the lab adds to it, and how to undo that', async () => {
    edit('notes:1.2', 'notes:1.3');
    const { stdout } = await gen('--diff');
    expect(stdout).toContain('What the lab adds to the project of notes:');
    expect(stdout).toMatch(/^ {2}added \S+\.restart: .* To undo it: restart: "no" in the container$/m);
    expect(stdout).toMatch(/^ {2}could be had for \S+: read_only: true/m);
  });
});

describe('gen --check', () => {
  it('is clean after gen, and writes nothing', async () => {
    const before = statSync(join(root, 'infra', '.ledger.json')).mtimeMs;
    expect(await gen('--check')).toMatchObject({ code: 0 });
    expect(statSync(join(root, 'infra', '.ledger.json')).mtimeMs).toBe(before);
  });

  it('catches an edited inventory and names each file that it makes stale', async () => {
    edit('title: Notes', 'title: Papers');
    const { code, stdout } = await gen('--check');
    expect(code).toBe(1);
    expect(stdout).toContain(`stale: ${PAGE} (out of date)`);
    expect(readFileSync(join(root, PAGE), 'utf8')).toContain('# Notes');
  });

  it('catches an edited output', async () => {
    appendFileSync(join(root, PAGE), 'mine\n');
    const { code, stdout } = await gen('--check');
    expect(code).toBe(1);
    expect(stdout).toContain(`stale: ${PAGE} (hand-edited)`);
  });

  it('catches a deleted output', async () => {
    rmSync(join(root, PAGE));
    const { code, stdout } = await gen('--check');
    expect(code).toBe(1);
    expect(stdout).toContain(`stale: ${PAGE} (deleted)`);
  });

  it('catches an output that nothing generates any more', async () => {
    edit('notes:\n', 'papers:\n');
    const { code, stdout } = await gen('--check');
    expect(code).toBe(1);
    expect(stdout).toContain(`stale: ${PAGE} (no longer generated)`);
  });
});

describe('gen', () => {
  it('never overwrites a hand-edited file, and writes nothing else either', async () => {
    appendFileSync(join(root, PAGE), 'mine\n');
    edit('title: Box', 'title: Case');
    const { code, stderr } = await gen();
    expect(code).toBe(1);
    expect(stderr).toContain('--take-back');
    expect(stderr).toContain('--release');
    expect(readFileSync(join(root, PAGE), 'utf8')).toMatch(/mine\n$/);
    expect(readFileSync(join(root, 'src/content/lab/hosts/box.md'), 'utf8')).toContain('# Box');
  });

  it('takes a file back when told so, and keeps a copy of what was there', async () => {
    appendFileSync(join(root, PAGE), 'mine\n');
    expect(await gen('--take-back', PAGE)).toMatchObject({ code: 0 });
    expect(readFileSync(join(root, PAGE), 'utf8')).not.toContain('mine');
    const [copy] = readdirSync(join(root, '.rackbook', 'backup'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.includes('notes.md'),
    );
    expect(readFileSync(join(root, '.rackbook', 'backup', copy ?? ''), 'utf8')).toContain('mine');
  });

  it('leaves a released file alone from then on', async () => {
    appendFileSync(join(root, PAGE), 'mine\n');
    expect(await gen('--release', PAGE)).toMatchObject({ code: 0 });
    edit('title: Notes', 'title: Papers');
    expect(await gen()).toMatchObject({ code: 0 });
    expect(readFileSync(join(root, PAGE), 'utf8')).toMatch(/mine\n$/);
  });

  it('deletes what is no longer generated, and the folders that it leaves empty', async () => {
    edit('notes:\n', 'papers:\n');
    expect(await gen()).toMatchObject({ code: 0 });
    expect(existsSync(join(root, PAGE))).toBe(false);
    expect(existsSync(join(root, 'infra/compose/box/notes'))).toBe(false);
  });

  it('says every mistake of an inventory with its place, and writes nothing', async () => {
    const before = output();
    edit('cidr: 192.168.77.0/24', 'cidr: 192.168.77.5/24');
    edit('image: "notes:1.2"', 'image: "notes"');
    const { code, stderr } = await gen();
    expect(code).toBe(1);
    expect(stderr).toMatch(/error\[invalid-value\].*\n.*inventory\/lab\.yaml:4:/);
    expect(stderr).toMatch(/error\[image-untagged\]/);
    expect(output()).toEqual(before);
  });

  it('never prints a secret that it found', async () => {
    edit('image: "notes:1.2"', 'image: "notes:1.2", environment: { API_TOKEN: canary-5f3a9c }');
    const results = [await gen(), await gen('--json'), await gen('--check'), await gen('--diff')];
    for (const { code, stdout, stderr } of results) {
      expect(code).toBe(1);
      expect(stdout + stderr).toContain('secret-literal');
      expect(stdout + stderr).not.toContain('canary-5f3a9c');
    }
  });

  it('lays an override over a generated file, and refuses one that meets nothing', async () => {
    const overrides = join(root, 'inventory', 'overrides', 'compose', 'box', 'notes');
    mkdirSync(overrides, { recursive: true });
    writeFileSync(join(overrides, 'compose.yaml'), 'services: { notes: { restart: always, logging: null } }\n');
    const refused = await gen('--json');
    expect(refused.code).toBe(1);
    const [only] = (JSON.parse(refused.stdout) as { diagnostics: { code: string; hint: string }[] }).diagnostics;
    expect(only?.code).toBe('override-unstated');
    const reason = /lab: .*(?=\.$)/.exec(only?.hint ?? '')?.[0].replace('<why>', 'the disk is large');
    writeFileSync(join(root, 'inventory', 'reasons.yaml'), `${reason}\n`);
    expect(await gen()).toMatchObject({ code: 0 });
    const text = readFileSync(join(root, 'infra/compose/box/notes/compose.yaml'), 'utf8');
    expect(text).toContain('restart: always');
    expect(text).not.toContain('logging');
    writeFileSync(join(overrides, 'composse.yaml'), 'services: {}\n');
    const { code, stderr } = await gen();
    expect(code).toBe(1);
    expect(stderr).toContain('error[override-invalid]');
    expect(stderr).toContain('Did you mean "infra/compose/box/notes/compose.yaml"?');
  });

  it('ends with what is to be pasted for decisions that may wait, and says it to programs, too', async () => {
    edit('image: "notes:1.2"', 'image: "notes:1.2", environment: ["PORT=${PORT}"]');
    edit('    title: Notes\n', '    title: Notes\n    undecided: { variables: warn }\n');
    const { code, stderr } = await gen();
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /warning\[variable-unset\][\s\S]*\n\nTo paste into inventory\/lab\.yaml, below services\.notes:\n\n {4}variables:\n {6}PORT: <value>\n$/,
    );
    const { stdout } = await gen('--json');
    const diagnostics = [{ code: 'variable-unset', paste: [{ entry: 'services.notes', under: 'variables', line: 'PORT: <value>' }] }];
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'rackbook/plan/1', warnings: 1, diagnostics });
  });

  it('speaks JSON to programs', async () => {
    edit('title: Notes', 'title: Papers');
    const { stdout } = await gen('--check', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'rackbook/plan/1',
      stale: true,
      written: false,
      changes: expect.arrayContaining([{ kind: 'update', path: PAGE, generator: 'docs' }]),
    });
  });

  it('explains itself', async () => {
    expect(await gen('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--take-back') });
    expect(await gen('--chekc')).toMatchObject({ code: 2, stderr: expect.stringContaining('--check') });
  });
});
