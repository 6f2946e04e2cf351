import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitHcl, hclReference } from './hcl.ts';

/** Text that would be a template, end a string or a line, or hide in a review. */
const HOSTILE = [
  ...['', '"', '\\', '\\"', '"}', '\\n', '\n', '\r\n', '\t', '# a', '// a', '/* a */', '<<EOT', '= 1', '}', '{', '[', ','],
  ...['${x}', '$${x}', '$$${x}', '$', '$$', '$ {', '%{ if x }', '%%{', '%%%{', '%', '$%{', '%${', '${"${x}"}', '\\${x}', '$\\{'],
  ...[
    'true',
    'null',
    'for',
    'a b',
    '1',
    'e\u0301',
    'Müller',
    '日本',
    '😀',
    '\0',
    '\u0007',
    '\u0085',
    '\u00a0',
    '\u200b',
    '\u2028',
    '\u202e',
  ],
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'$%{}"\\\n a'), maxLength: 12 }),
);

/** Reads a quoted string as the HCL specification says, and fails where it says that a template or an escape begins. */
function read(source: string): string {
  expect(source).toMatch(/^"(?:\\(?:[nrt"\\]|u[0-9a-f]{4}|U[0-9a-f]{8})|\$\$(?=\{)|%%(?=\{)|(?![$%]\{)[^"\\\n\r])*"$/u);
  return source
    .slice(1, -1)
    .replace(/\$\$\{|%%\{|\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|.)/gu, (sequence, short?: string, long?: string) =>
      short || long ? String.fromCodePoint(Number.parseInt(short ?? long ?? '', 16)) : (READ[sequence] ?? ''),
    );
}
const READ: Record<string, string> = { '$${': '${', '%%{': '%{', '\\n': '\n', '\\r': '\r', '\\t': '\t', '\\"': '"', '\\\\': '\\' };

describe('a string', () => {
  it.each(HOSTILE)('%j is read as itself', (hostile) => {
    expect(read(emitHcl({ attributes: { a: hostile } }).slice('a = '.length, -1))).toBe(hostile);
  });

  it('is read as itself, whatever it is', () => {
    fc.assert(fc.property(text, (value) => void expect(read(emitHcl({ attributes: { a: value } }).slice('a = '.length, -1))).toBe(value)));
  });

  it('is escaped where it cannot be seen', () => {
    expect(emitHcl({ attributes: { a: 'ü 日 \u202e \u{1f468}\u200d\u{1f467} \u{e0001}' } })).toBe(
      'a = "ü 日 \\u202e 👨\\u200d👧 \\U000e0001"\n',
    );
  });
});

describe('the text', () => {
  it('is what terraform fmt makes of it', () => {
    const resource = {
      type: 'resource',
      labels: ['cloudflare_dns_record', '_2fa'],
      attributes: {
        zone_id: hclReference('var.zone_id'),
        ttl: 1,
        left_out: undefined,
        settings: { flatten_cname: true, 'a-b': [], 'ä b': {} },
        proxied: true,
        tags: ['a', hclReference('local.tags[0]')],
        include: [{ email: { email: 'a@b.example' } }, { group: { id: 'x', n: -1.5 } }],
      },
      blocks: [{ type: 'lifecycle', attributes: { prevent_destroy: true } }, { type: 'timeouts' }],
    };
    expect(emitHcl({ blocks: [resource, { type: 'provider', labels: ['cloudflare'] }] }, { header: ['Made\nby Rackbook.', ''] })).toBe(
      [
        '# Made by Rackbook.',
        '#',
        '',
        'resource "cloudflare_dns_record" "_2fa" {',
        '  zone_id = var.zone_id',
        '  ttl     = 1',
        '  settings = {',
        '    flatten_cname = true',
        '    a-b           = []',
        '    "\\u00e4 b"    = {}',
        '  }',
        '  proxied = true',
        '  tags    = ["a", local.tags[0]]',
        '  include = [',
        '    { email = { email = "a@b.example" } },',
        '    {',
        '      group = {',
        '        id = "x"',
        '        n  = -1.5',
        '      }',
        '    },',
        '  ]',
        '',
        '  lifecycle {',
        '    prevent_destroy = true',
        '  }',
        '',
        '  timeouts {}',
        '}',
        '',
        'provider "cloudflare" {}',
        '',
      ].join('\n'),
    );
  });

  it('breaks a list that is too long for a line', () => {
    const items = Array.from({ length: 8 }, (_, i) => `item number ${i}`);
    expect(emitHcl({ attributes: { a: items } }).split('\n')).toHaveLength(11);
  });

  it('quotes keys that would be syntax', () => {
    expect(emitHcl({ attributes: { a: { for: 1, null: 2, '${x}': 3 } } })).toBe('a = {\n  "for"   = 1\n  "null"  = 2\n  "$${x}" = 3\n}\n');
  });

  it('ends with exactly one newline', () => {
    expect(emitHcl({})).toBe('\n');
    expect(emitHcl({ attributes: { a: 1 } })).toBe('a = 1\n');
  });

  it('never lets a header become data', () => {
    fc.assert(
      fc.property(fc.array(text), (header) => {
        const lines = emitHcl({ attributes: { a: 1 } }, { header })
          .split('\n')
          .slice(0, -2);
        expect(lines.every((line, index) => line.startsWith('#') || (line === '' && index === lines.length - 1))).toBe(true);
      }),
    );
  });
});

describe('what HCL cannot say', () => {
  it.each([
    [() => emitHcl({ attributes: { 'a b': 1 } }), '"a b" is no identifier in HCL.'],
    [() => emitHcl({ attributes: { '': 1 } }), '"" is no identifier in HCL.'],
    [() => emitHcl({ blocks: [{ type: 'resource', labels: ['a', '1"{'] }] }), '"1\\"{" is no identifier in HCL.'],
    [() => emitHcl({ blocks: [{ type: 'a\n' }] }), '"a\\n" is no identifier in HCL.'],
    [() => emitHcl({ attributes: { a: Number.NaN } }), 'Cannot write NaN as HCL.'],
    [() => emitHcl({ attributes: { a: '\ud800' } }), 'Cannot write a string with half a surrogate pair as HCL.'],
    [() => emitHcl({ attributes: { a: new Date(0) as never } }), 'Cannot write what is not plain data as HCL.'],
    [() => emitHcl({ attributes: { a: null as never } }), 'Cannot write null as HCL.'],
    [() => emitHcl({ attributes: { a: (() => 1) as never } }), 'Cannot write a function as HCL.'],
  ])('is refused: %#', (emit, message) => {
    expect(emit).toThrow(new TypeError(message));
  });

  it.each(['', '1a', 'a.', 'a b', 'a.b()', 'a["b"]', '"a"', 'a\n', 'a.b + c', '${a}', 'a[x]', 'a.*.b'])('%j is no reference', (path) => {
    expect(() => hclReference(path)).toThrow(TypeError);
  });

  it('is a cycle', () => {
    const a: Record<string, never> = {};
    a['a'] = a as never;
    expect(() => emitHcl({ attributes: { a } })).toThrow(new TypeError('Cannot write values so deep as HCL, perhaps a cycle.'));
  });

  it('takes no data for a reference', () => {
    expect(emitHcl({ attributes: { a: { hcl: 'var.x', path: 'var.x' } } })).toBe('a = {\n  hcl  = "var.x"\n  path = "var.x"\n}\n');
  });
});
