import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { makeLab } from '../../tests/bench/make-lab.ts';
import { emitYaml } from '../emit/yaml.ts';
import { readPlainYaml } from './plain-yaml.ts';

/** What `yaml` says of a text: its value, or undefined where it finds a mistake. */
function byYaml(text: string): { value: unknown } | undefined {
  const document = parseDocument(text, { merge: true, prettyErrors: false, uniqueKeys: true, logLevel: 'silent' });
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  return { value: document.toJS() };
}

/** Reads nothing, or the same as `yaml`. */
function agrees(text: string): void {
  const plain = readPlainYaml(text);
  if (plain) expect(plain, text).toStrictEqual(byYaml(text));
}

describe('readPlainYaml', () => {
  it.each<[string, unknown]>([
    ['a: 1\nb: two words # why\nc: "x: \\"y\\""\n', { a: 1, b: 'two words', c: 'x: "y"' }],
    ["# top\n---\na: 'it''s'\n\n# end\n", { a: "it's" }],
    ['a:\n  - b\n  - c: 1\n    d: ~\n  -\n    - e\n  - - f\n    - g\n', { a: ['b', { c: 1, d: null }, ['e'], ['f', 'g']] }],
    ['a:\n- 8080:80\n- --flag=x\nb:\n', { a: ['8080:80', '--flag=x'], b: null }],
    ['a: [x, "y, z", 1.5, { k: true }]\nb: {}\nc: [ ]\n', { a: ['x', 'y, z', 1.5, { k: true }], b: {}, c: [] }],
    ['a: |\n  one\n\n   two\n  # three\n\nb: |-\n  x\n', { a: 'one\n\n two\n# three\n', b: 'x' }],
    [
      'a: yes\nb: 22:22\nc: 1.2.3\nd: 10.0.0.0/8\n"e f": http://x\n',
      { a: 'yes', b: '22:22', c: '1.2.3', d: '10.0.0.0/8', 'e f': 'http://x' },
    ],
  ])('reads %j', (text, value) => {
    expect(readPlainYaml(text)).toStrictEqual({ value });
    expect(byYaml(text)).toStrictEqual({ value });
  });

  it.each([
    'a: &x 1\nb: *x\n',
    '<<: { a: 1 }\n',
    'a: !!str 1\n',
    'a: one\n  two\n',
    'a: "one\n  two"\n',
    'a: >\n  folded\n',
    'a: |2\n   x\n',
    'a: | \n  x\n',
    'a:\n\tb: 1\n',
    'a: 1\na: 2\n',
    'a: b: c\n',
    'a: [1,\n  2]\n',
    '? a\n: 1\n',
    'a: 0x1f\n',
    'a: 1e3\n',
    'a: 12345678901234567890\n',
    '__proto__: 1\n',
    'a: 1\n---\nb: 2\n',
    '',
    'just text\n',
    'a: 1',
  ])('leaves %j to yaml', (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  it('reads every file of an ordinary inventory', () => {
    expect(makeLab({ services: 100 }).filter(({ text }) => readPlainYaml(text) === undefined)).toEqual([]);
  });

  it('agrees with yaml on what either printer writes', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('yes', '1_000', '0o7', '-', '- a', 'a: b', ' # c', '#', 'x:', '[', "'", '"', '|', '...'),
    );
    const data = fc.dictionary(text, fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 });
    fc.assert(
      fc.property(data, (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
        for (const printed of [emitYaml(plain), stringify(plain), stringify(plain, { indentSeq: false, lineWidth: 0 })]) agrees(printed);
      }),
      { numRuns: 400 },
    );
  });

  it('agrees with yaml on any pieces of YAML, however they are put together', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b: ',
        ':',
        ': ',
        '- ',
        '-',
        ' ',
        '  ',
        '    ',
        '\n',
        '\n  ',
        '\n    ',
        '\n- ',
        '\n  - ',
        '# x',
        ' #',
        '"q"',
        "'s'",
        '"',
        "'",
      ],
      ...[
        '[',
        ']',
        '{',
        '}',
        ', ',
        ',',
        '|',
        '|-',
        '| ',
        '|\n  ',
        '>',
        '&x ',
        '*x',
        '!t ',
        '?',
        '? ',
        '%',
        '@',
        '1',
        '-1',
        '1.5',
        '.5',
        '0x1',
        'null',
        'true',
        '~',
      ],
      ...['---', '---\n', '...', '\\', '\\n', '<<: ', '\t', '\u00a0', '\u2028', 'é', '=', '.', '/', '--', '\r\n', ':x', '#x'],
    );
    const line = fc.tuple(
      fc.constantFrom('', '  ', '    ', '- ', '  - ', 'a: ', 'b:', '  c: ', '    d: '),
      fc.array(piece, { maxLength: 5 }),
    );
    const lines = fc
      .array(line, { minLength: 1, maxLength: 8 })
      .map((all) => `${all.map(([start, rest]) => start + rest.join('')).join('\n')}\n`);
    fc.assert(fc.property(lines, agrees), { numRuns: 5000 });
  });

  it('agrees with yaml on real files with a character changed', () => {
    const texts = [...makeLab({ services: 12 }).map(({ text }) => text), ...filesBelow(join(import.meta.dirname, '..', '..', 'tests'))];
    const change = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat({ max: 4 }),
      put: fc.constantFrom(
        '',
        ' ',
        '  ',
        '\n',
        ':',
        ': ',
        '-',
        '- ',
        '#',
        ' #',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        ',',
        '|',
        'x',
        '1',
        '\t',
        '&a',
        '*a',
      ),
    });
    fc.assert(
      fc.property(change, ({ text, at, cut, put }) => {
        const start = Math.floor(at * text.length);
        agrees(text.slice(0, start) + put + text.slice(start + cut));
      }),
      { numRuns: 1500 },
    );
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
