import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParseMemory } from '../core/parse/parse-yaml.ts';
import { type InventoryText, readInventory, readOverrides } from '../core/parse/read-inventory.ts';
import type { SourceFile } from '../core/parse/source-file.ts';
import { type LabTexts, renderTexts } from '../core/pipeline.ts';
import { systems } from '../registry/systems.gen.ts';
import { REFERENCE } from '../tests/labs/labs.ts';
import { openKeptValues } from './parsed-values.ts';

let root: string;
let accepted: LabTexts;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-accepted-'));
  accepted = { inventory: await readInventory(REFERENCE), overrides: await readOverrides(REFERENCE) };
  const kept = openKeptValues(root, 'one');
  expect(renderTexts(accepted, systems, kept).ok).toBe(true);
  kept.save(new Set());
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** All that a run says and writes. */
function outcome(inventory: InventoryText, memory?: ParseMemory): unknown {
  const rendered = renderTexts({ ...accepted, inventory }, systems, memory);
  return rendered.ok ? { warnings: rendered.warnings, files: rendered.value.files } : { diagnostics: rendered.diagnostics };
}

type Edit = (files: readonly SourceFile[]) => readonly SourceFile[];

const LINES = [
  'compose: { services: { x: { image: 5 } } }',
  'token: 0a9Zk3LqPw8Xv2Tn',
  '  password: 0a9Zk3LqPw8Xv2Tn',
  'unknown: 1',
  'planned: true',
  '- x',
];
const number = fc.nat({ max: 9999 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(number, number).map(([at, line]): Edit => onLines(at, (lines) => lines.toSpliced(line % lines.length, 1))),
  fc
    .tuple(number, number, number)
    .map(([at, from, to]): Edit => onLines(at, (lines) => lines.toSpliced(to % lines.length, 0, lines[from % lines.length] ?? ''))),
  fc
    .tuple(number, number, fc.constantFrom(...LINES))
    .map(([at, line, more]): Edit => onLines(at, (lines) => lines.toSpliced(line % lines.length, 0, more))),
  fc
    .tuple(number, number, fc.constantFrom('true', '10.0.0.1', 'x', '[]'))
    .map(
      ([at, line, value]): Edit =>
        onLines(at, (lines) => lines.with(line % lines.length, (lines[line % lines.length] ?? '').replace(/: .*/, `: ${value}`))),
    ),
  fc.tuple(number, fc.constantFrom('inventory/moved.yaml', 'inventory/services/moved.yaml')).map(
    ([at, path]): Edit =>
      (files) =>
        files.map((file, index) => (index === at % files.length ? { ...file, path } : file)),
  ),
  number.map(
    (at): Edit =>
      (files) =>
        files.toSpliced(at % files.length, 1),
  ),
);

function onLines(at: number, change: (lines: readonly string[]) => readonly string[]): Edit {
  return (files) =>
    files.map((file, index) => (index === at % files.length ? { ...file, text: change(file.text.split('\n')).join('\n') } : file));
}

describe('an inventory that was accepted', () => {
  it('gives the same files and messages after any edit, whether or not its values were kept', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const files = edits.reduce((before, each) => each(before), accepted.inventory.files);
        const inventory = { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), diagnostics: [] };
        expect(outcome(inventory, openKeptValues(root, 'one'))).toEqual(outcome(inventory));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it.each([
    ['a secret', 'token: 0a9Zk3LqPw8Xv2Tn', 'secret-literal'],
    ['a fragment that Compose refuses', 'compose: { services: { x: { image: 5 } } }', 'compose-invalid'],
  ])('vouches for no file into which %s was written', (_, line, code) => {
    const [file] = accepted.inventory.files.filter(({ path }) => path.includes('/services/'));
    if (!file) throw new Error('the reference lab has services');
    const text = `${file.text.replace(/^compose:[\s\S]*/m, '')}${line}\n`;
    const files = accepted.inventory.files.map((each) => (each === file ? { ...file, text } : each));
    expect(outcome({ files, diagnostics: [] }, openKeptValues(root, 'one'))).toMatchObject({
      diagnostics: expect.arrayContaining([expect.objectContaining({ code, at: expect.objectContaining({ file: file.path }) })]),
    });
  });

  it('does not vouch for a file with something that another file says is no secret', () => {
    const folder = 'inventory/services/words';
    const compose = {
      path: `${folder}/compose.yaml`,
      text: 'services: { words: { image: "words:1", environment: { PULL_TOKEN: tiger-lily-9 } } }\n',
    };
    const withService = (text: string) => ({
      files: [...accepted.inventory.files, compose, { path: `${folder}/service.yaml`, text }],
      diagnostics: [],
    });
    const [host] = accepted.inventory.files.flatMap(({ text }) => /^runs-on: (\S+)$/m.exec(text)?.[1] ?? []);
    const service = `title: Words\nruns-on: ${host}\n`;
    const said = (inventory: InventoryText, memory?: ParseMemory) => {
      const rendered = renderTexts({ ...accepted, inventory }, systems, memory);
      const hint = rendered.ok ? '' : (rendered.diagnostics.find(({ code }) => code === 'secret-literal')?.hint ?? '');
      return { rendered, mark: /PULL_TOKEN@[0-9a-f]{4}/.exec(hint)?.[0] };
    };
    const { mark } = said(withService(service));
    const kept = openKeptValues(root, 'two');
    const { rendered } = said(withService(`${service}not-secret: { ${mark}: the name of a token }\n`), kept);
    expect(rendered).toMatchObject({ ok: true, excused: new Set([compose.path]) });
    if (rendered.ok) kept.save(rendered.excused ?? new Set());
    expect(said(withService(service), openKeptValues(root, 'two')).mark).toBe(mark);
  });
});
