import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from './parse-yaml.ts';

const LABS = join(import.meta.dirname, '../../tests/labs');
const texts = globSync('**/*.yaml', { cwd: LABS })
  .sort()
  .map((path) => readFileSync(join(LABS, path), 'utf8'));
const MARKS = ['[', ']', '{', '}', '"', "'", '\t', ':'];
const SEED = Number(process.env['RACKBOOK_SEED'] ?? 15);

const found = (text: string) =>
  parseYaml({ path: 'inventory/x.yaml', text }).diagnostics.map(({ at, message }) => `${at?.line}:${at?.col} ${message}`);

/** A file of a lab with one mark too many or too few. */
const mutated = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...MARKS), fc.boolean(), fc.nat()).map(([text, mark, more, n]) => {
  const places = [...text].flatMap((each, at) => (each === mark ? [at] : []));
  const at = more || places.length === 0 ? n % text.length : (places[n % places.length] ?? 0);
  return text.slice(0, at) + (more || places.length === 0 ? mark : '') + text.slice(at + (more || places.length === 0 ? 0 : 1));
});

it(`says of one stray mark one thing, where it is, and what to do (RACKBOOK_SEED=${SEED})`, () => {
  let refused = 0;
  const check = (text: string) => {
    const { diagnostics } = parseYaml({ path: 'inventory/x.yaml', text });
    if (diagnostics.length > 0) refused++;
    expect(diagnostics.length).toBeLessThanOrEqual(3);
    const lines = text.split('\n');
    for (const { at, hint, message } of diagnostics) {
      if (!at) throw new Error(message);
      expect([at.line, at.endLine].every((line) => line >= 1 && line <= lines.length)).toBe(true);
      expect(at.col).toBeLessThanOrEqual((lines[at.line - 1] ?? '').length + 1);
      expect(at.endCol).toBeLessThanOrEqual((lines[at.endLine - 1] ?? '').length + 1);
      expect(message).not.toMatch(/YAML stream|implicit|compact mapping|block collection|flow|scalar|token/i);
      expect(hint).toBeTruthy();
    }
  };
  fc.assert(fc.property(mutated, check), { seed: SEED, numRuns: 300 });
  expect(refused).toBeGreaterThan(80);
});

describe('where a file stops being YAML', () => {
  it.each([
    ['a bracket without an end', 'a:\n  b: { c: 1\n  d: 2\n', '2:6 This { has no } that ends it.'],
    ['a bracket too many', 'a: [1]]\nb: { c: [1, 2], d: 3 }\ne: "f"\n', '1:7 This does not belong here: what stands before it has ended.'],
    ['a quote without an end', 'a: 1\nb: "c\nd: 2\n', '2:4 This " has no " that ends it.'],
    ['a tab', 'a:\n  b: 1\n\tc: 2\n', '3:1 This line is indented with a tab.'],
    ['a tab below a value', 'a:\n  b: 1\n  \tc: 2\n', '3:3 This line is indented with a tab.'],
    ['a colon that is missing', 'a:\n  b\n  c: 1\n', '2:3 What begins here goes on in the next line, where a key stands.'],
    ['a colon in a text', 'a: b: c\n', '1:4 A second key stands in the value of a key.'],
    [
      'both versions of a merge',
      'a:\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> two\n',
      '2:1 Git wrote two versions of this place into the file, and nobody chose one yet.',
    ],
    ['an alias without an anchor', 'a: &all [1]\nb: 2\nc: *al\n', '3:4 No anchor &al stands before this alias.'],
    ['an alias before its anchor', 'a: *b\nb: &b 1\n', '1:4 No anchor &b stands before this alias.'],
  ])('is the place of %s', (_, text, said) => expect(found(text)).toEqual([said]));

  it('does not hide a key that stands twice before it', () => {
    expect(found('a: 1\na: 2\nb: [1]]\nc: 3\nc: 4\n')).toEqual([
      '2:1 This key stands twice in the same map.',
      '3:7 This does not belong here: what stands before it has ended.',
    ]);
  });
});
