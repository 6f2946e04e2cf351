import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSources } from '../core/load.ts';
import { parseRemembered } from '../core/parse/parse-yaml.ts';
import { readInventory } from '../core/parse/read-inventory.ts';
import { withoutPlainScalars } from '../formats/plain-scalar.ts';
import { systems } from '../registry/systems.gen.ts';
import { REFERENCE } from '../tests/labs/labs.ts';
import { openKeptValues } from './parsed-values.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-kept-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = (text: string) => ({ path: 'inventory/a.yaml', text });
const TEXT = 'a: .nan\nb: -0.0\nc: .inf\nd: &x [1]\ne: *x\n';

function keep(...texts: string[]): void {
  const kept = openKeptValues(root, 'one');
  for (const text of texts) parseRemembered(file(text), kept);
  kept.save(new Set());
}

describe('values that are kept', () => {
  it('are those of the text, with numbers that JSON does not know', () => {
    keep(TEXT);
    const value = openKeptValues(root, 'one').recall(file(TEXT));
    expect(withoutPlainScalars(value)).toEqual({ a: Number.NaN, b: -0, c: Number.POSITIVE_INFINITY, d: [1], e: [1] });
  });

  it('are asked for by path and text, and of one program', () => {
    keep(TEXT);
    expect(openKeptValues(root, 'one').recall(file(`${TEXT}f: 1\n`))).toBeUndefined();
    expect(openKeptValues(root, 'one').recall({ path: 'inventory/b.yaml', text: TEXT })).toBeUndefined();
    expect(openKeptValues(root, 'two').recall(file(TEXT))).toBeUndefined();
  });

  it('are dropped when a run did not ask for them', () => {
    keep('a: 1\n', 'a: 2\n');
    keep('a: 2\n');
    expect(openKeptValues(root, 'one').recall(file('a: 1\n'))).toBeUndefined();
    expect(openKeptValues(root, 'one').recall(file('a: 2\n'))).toEqual({ a: 2 });
  });

  it('are never those of a text with a mistake', () => {
    keep('a: [\n', 'b: 1\nb: 2\n');
    expect(openKeptValues(root, 'one').recall(file('a: [\n'))).toBeUndefined();
    expect(parseRemembered(file('b: 1\nb: 2\n'), openKeptValues(root, 'one')).diagnostics).toHaveLength(1);
  });

  it.each(['', 'no such thing', 'ÿ\u000fo'])('are empty where the file is damaged: %j', (damage) => {
    keep(TEXT);
    writeFileSync(join(root, '.rackbook/parsed.bin'), damage);
    expect(openKeptValues(root, 'one').recall(file(TEXT))).toBeUndefined();
  });

  it('are for the owner alone, and are left as they are when nothing is new', () => {
    keep(TEXT);
    const path = join(root, '.rackbook/parsed.bin');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const before = [readFileSync(path), statSync(path).ino];
    keep(TEXT);
    expect([readFileSync(path), statSync(path).ino]).toEqual(before);
  });
});

describe('a lab of kept values', () => {
  it('is the same, with the same places', async () => {
    const { files } = await readInventory(REFERENCE);
    const kept = openKeptValues(root, 'one');
    const places = (memory = kept) => {
      const loaded = loadSources(files, systems, memory);
      if (!loaded.ok) throw new Error('the reference lab is sound');
      const { model, spanOf } = loaded.value;
      return JSON.stringify([model.services, model.services.map(({ subject }) => spanOf(subject)), loaded.warnings], withoutRings());
    };
    const first = places();
    kept.save(new Set());
    expect(places(openKeptValues(root, 'one'))).toBe(first);
  });
});

/** A thing that stands for itself further up is its subject there. */
function withoutRings(): (key: string, value: unknown) => unknown {
  const seen = new Set<unknown>();
  return (_key, value) => {
    if (typeof value !== 'object' || value === null || !('subject' in value)) return value;
    if (seen.has(value)) return value.subject;
    seen.add(value);
    return value;
  };
}
