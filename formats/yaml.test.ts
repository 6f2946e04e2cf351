import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { emitYaml } from './yaml.ts';

/** Strings that some reader takes for something else, or that end a scalar, a line or a document early. */
const HOSTILE = [
  ...['yes', 'No', 'ON', 'off', 'y', 'N', 'true', 'FALSE', 'null', 'Null', '~', '', ' ', 'none', 'NaN', 'inf'],
  ...['22:22', '190:20:30', '1_000', '0o7', '017', '0x1F', '0b1', '1e3', '1E+3', '.5', '5.', '+1', '-1', '1.2.3', '10.0.0.1'],
  ...['.inf', '-.INF', '.nan', '2001-12-14', '2001-12-14t21:59:43.10-05:00', '=', '<<', '1,000', '08', '0.0', '-', '--', '---', '...'],
  ...['a: b', 'a #b', 'a:', ':a', '- a', '? a', '# a', '!a', '&a', '*a', '%a', '@a', '`a', '|', '>', '{a}', '[a]', "'a'", '"a"', 'a, b'],
  ...[' a', 'a ', 'a\n', '\na', 'a\n\n', 'a\n  b\n', '  a\nb', 'a\n \nb', 'a \nb', 'a\nb ', 'a\tb', '\ta\nb', 'a\n\tb', 'a\r\nb', '\r'],
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u200b',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffe',
    '\uffff',
    '😀',
    '日本',
    'Müller',
    'Über\nuns',
  ],
  ...[
    '\\',
    '\\n',
    '"',
    "'",
    `"'`,
    '$x',
    '${x}',
    'Host(`a`) && Path(`/b`)',
    'http://a:80/b#c',
    '/a:/b:ro',
    './a',
    '~/a',
    '5432/tcp',
    '30s',
    'x'.repeat(3000),
  ],
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...' \n\t:#-a1"\'|'), maxLength: 12 }),
);
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true }));
const { tree } = fc.letrec((tie) => ({
  leaf: fc.oneof(text, number, fc.boolean(), fc.constant(null)),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** Strict reading: a warning counts as a failure, since it says that another reader may see something else. */
function read(yaml: string, version: '1.1' | '1.2'): unknown {
  const document = parseDocument(yaml, { version, strict: true, uniqueKeys: true });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document.toJS({ maxAliasCount: 0 });
}

describe('emit, then parse', () => {
  it.each(HOSTILE)('keeps %j as value, key and list item', (hostile) => {
    const data = { value: hostile, [hostile]: [hostile, [hostile]], nested: { list: [{ a: hostile, b: hostile }] } };
    const yaml = emitYaml(data);
    expect(read(yaml, '1.2')).toEqual(data);
    expect(read(yaml, '1.1')).toEqual(data);
  });

  it.each(['1.1', '1.2'] as const)('is the identity in YAML %s', (version) => {
    fc.assert(
      fc.property(tree, (data) => void expect(read(emitYaml(data), version)).toEqual(data)),
      { numRuns: 1000 },
    );
  });

  it('writes no anchor for an object that is there twice', () => {
    const shared = { a: 1 };
    expect(emitYaml({ x: shared, y: shared })).toBe('x:\n  a: 1\n"y":\n  a: 1\n');
  });

  it('keeps a key named __proto__ as a key', () => {
    const data = JSON.parse('{"__proto__":{"a":1}}') as unknown;
    expect(emitYaml(data)).toBe('"__proto__":\n  a: 1\n');
  });
});

describe('the text', () => {
  it('quotes only what readers differ about', () => {
    const data = {
      ports: ['8080:80', '53:53/udp'],
      restart: 'no',
      image: 'ghcr.io/a/b:1.2',
      tag: '1.2',
      rule: 'Host(`a.b`)',
      regex: '\\d+',
      both: `"'\\`,
      n: 1e21,
    };
    expect(emitYaml(data)).toBe(
      [
        'both: "\\"\'\\\\"',
        'image: ghcr.io/a/b:1.2',
        '"n": 1.0e+21',
        'ports:',
        '  - "8080:80"',
        '  - 53:53/udp',
        "regex: '\\d+'",
        'restart: "no"',
        'rule: Host(`a.b`)',
        'tag: "1.2"',
        '',
      ].join('\n'),
    );
  });

  it('writes several lines as a literal block', () => {
    expect(emitYaml({ a: 'x\n\n  y\n', b: ['p\nq'] })).toBe('a: |\n  x\n\n    y\nb:\n  - |-\n    p\n    q\n');
  });

  it('escapes what cannot be seen and writes the rest as it is', () => {
    expect(emitYaml(['Müller', '日本', '😀', 'a\u200bb', '\u202e', '\u0000', '\u2028'])).toBe(
      ['- Müller', '- "日本"', '- "😀"', '- "a\\u200bb"', '- "\\u202e"', '- "\\0"', '- "\\u2028"', ''].join('\n'),
    );
  });

  it('nests lists and maps and shows empty ones', () => {
    expect(emitYaml({ l: [[1, [2]], { a: [], b: {} }] })).toBe('l:\n  - - 1\n    - - 2\n  - a: []\n    b: {}\n');
  });

  it('drops undefined', () => {
    expect(emitYaml({ a: undefined, b: [1, undefined], c: { d: undefined } })).toBe('b:\n  - 1\nc: {}\n');
  });

  it('ends with exactly one newline', () => {
    fc.assert(fc.property(tree, (data) => void expect(emitYaml({ data })).toMatch(/[^\n]\n$/)));
  });
});

describe('key order', () => {
  it('puts named keys first at their position and sorts the rest', () => {
    const data = { services: { web: { ports: [], image: 'a', build: 'b', container_name: 'c' } }, name: 'x', networks: {}, configs: {} };
    const yaml = emitYaml(data, { keyOrder: { '': ['name', 'services'], 'services.*': ['image', 'container_name'] } });
    expect(yaml).toBe(
      'name: x\nservices:\n  web:\n    image: a\n    container_name: c\n    build: b\n    ports: []\nconfigs: {}\nnetworks: {}\n',
    );
  });

  it('reaches through lists', () => {
    expect(emitYaml([{ b: 1, a: 2, c: 3 }], { keyOrder: { '*': ['c'] } })).toBe('- c: 3\n  a: 2\n  b: 1\n');
  });

  it('does not depend on the order of insertion', () => {
    const shuffled = fc
      .dictionary(text, fc.integer(), { noNullPrototype: true })
      .chain((d) => fc.tuple(fc.constant(d), fc.shuffledSubarray(Object.entries(d), { minLength: Object.keys(d).length })));
    fc.assert(fc.property(shuffled, ([data, entries]) => void expect(emitYaml(Object.fromEntries(entries))).toBe(emitYaml(data))));
  });
});

describe('header', () => {
  it('stands above the data', () => {
    expect(emitYaml({ a: 1 }, { header: ['Made by Rackbook.', ''] })).toBe('# Made by Rackbook.\n#\na: 1\n');
  });

  it('never becomes data', () => {
    fc.assert(
      fc.property(fc.array(text), (header) => {
        const yaml = emitYaml({ a: 1 }, { header });
        expect(
          yaml
            .split('\n')
            .slice(0, -2)
            .every((line) => line.startsWith('#')),
        ).toBe(true);
        expect(parse(yaml)).toEqual({ a: 1 });
      }),
    );
  });
});

describe('what is not plain data', () => {
  it.each([
    [{ a: [new Date(0)] }, 'Cannot write a Date as YAML, at a.0.'],
    [{ a: { b: () => 1 } }, 'Cannot write a function as YAML, at a.b.'],
    [1n, 'Cannot write a bigint as YAML, at (root).'],
    [{ a: '\ud800' }, 'Cannot write a string with half a surrogate pair as YAML, at a.'],
    [{ a: 'x\n\ud800' }, 'Cannot write a string with half a surrogate pair as YAML, at a.'],
    [{ a: { '\udc00': 1 } }, 'Cannot write a string with half a surrogate pair as YAML, at a.'],
    [new Map(), 'Cannot write a Map as YAML, at (root).'],
  ])('is refused by its position: %#', (data, message) => {
    expect(() => emitYaml(data)).toThrow(new TypeError(message));
  });

  it('is a cycle', () => {
    const a: Record<string, unknown> = {};
    a['a'] = a;
    expect(() => emitYaml(a)).toThrow(
      new TypeError('Cannot write nested too deeply, perhaps a cycle as YAML, at a.a.a.a.a.a.a.a.a.a.a.a.'),
    );
  });
});

it('writes 1,000 services within a second, on a busy machine too', () => {
  const service = (i: number) => ({
    image: `ghcr.io/x/y${i}:1.2.3`,
    environment: { TZ: 'Europe/Paris', A: 'yes' },
    ports: ['8080:80'],
    labels: { [`traefik.http.routers.r${i}.rule`]: `Host(\`x${i}.lab\`)` },
  });
  const data = { services: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`svc-${i}`, service(i)])) };
  const start = performance.now();
  emitYaml(data);
  expect(performance.now() - start).toBeLessThan(1000);
});
