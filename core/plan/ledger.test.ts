import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameLedger, type Ledger, type LedgerEntry, parseLedger, serializeLedger } from './ledger.ts';

const HASH = 'a'.repeat(64);
const text = (files: unknown, schema = 'rackbook/ledger/1') => JSON.stringify({ schema, files });

/** The part of the message behind the fixed start. */
function fault(ledger: string): string | undefined {
  const result = parseLedger(ledger);
  if (result.ok) return undefined;
  const [diagnostic] = result.diagnostics;
  expect(diagnostic).toMatchObject({ code: 'file-unreadable', severity: 'error', at: { file: 'infra/.ledger.json', line: 1, col: 1 } });
  return diagnostic!.message.replace('The ledger infra/.ledger.json cannot be trusted. ', '');
}

it('writes one line a file, sorted', () => {
  const ledger: Ledger = new Map<string, LedgerEntry>([
    ['infra/b', { released: true, generator: 'compose' }],
    ['infra/a', { sha256: HASH, generator: 'dns', about: ['service:b', 'host:a'], mode: '755' }],
  ]);
  expect(serializeLedger(ledger)).toBe(
    [
      '{',
      '  "schema": "rackbook/ledger/1",',
      '  "files": {',
      `    "infra/a": {"generator":"dns","mode":"755","sha256":"${HASH}","about":["host:a","service:b"]},`,
      '    "infra/b": {"released":true,"generator":"compose"}',
      '  }',
      '}',
      '',
    ].join('\n'),
  );
  expect(serializeLedger(new Map())).toBe('{\n  "schema": "rackbook/ledger/1",\n  "files": {}\n}\n');
});

it('reads what it wrote', () => {
  const path = fc
    .string({ unit: fc.constantFrom(...'abcdé-_.'), minLength: 1, maxLength: 8 })
    .map((name) => `infra/${name.normalize('NFC')}x`);
  const entry = fc.oneof(
    fc.record({ released: fc.constant(true as const), generator: fc.constant('compose') }),
    fc.record(
      {
        sha256: fc.constant(HASH),
        generator: fc.constantFrom('dns', 'proxmox-backup'),
        mode: fc.constantFrom('600' as const, '755' as const),
      },
      { requiredKeys: ['sha256', 'generator'] },
    ),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(path, entry), { selector: ([p]) => p }), (entries) => {
      const ledger = new Map<string, LedgerEntry>(entries);
      const parsed = parseLedger(serializeLedger(ledger));
      expect(parsed).toEqual({ ok: true, value: ledger, warnings: [] });
    }),
  );
});

it('tells whether two are written alike', () => {
  const about = fc.option(fc.shuffledSubarray(['host:a', 'host:b', 'lab:'] as const), { nil: undefined });
  const entry = fc.oneof(
    fc.record({ released: fc.constant(true as const), generator: fc.constantFrom('dns', 'compose') }),
    fc.record({
      sha256: fc.constantFrom(HASH, 'b'.repeat(64)),
      generator: fc.constant('dns'),
      mode: fc.constantFrom('600' as const, '755' as const, undefined),
      about,
    }),
  );
  const ledger = fc
    .uniqueArray(fc.tuple(fc.constantFrom('infra/a', 'infra/b'), entry), { selector: ([path]) => path })
    .map((entries): Ledger => new Map<string, LedgerEntry>(entries));
  fc.assert(
    fc.property(ledger, ledger, (one, other) => {
      expect(isSameLedger(one, other)).toBe(serializeLedger(one) === serializeLedger(other));
    }),
    { numRuns: 2000 },
  );
});

describe('as untrusted input', () => {
  it.each([
    ['{', /^It is not JSON: /],
    ['[]', /^It is not a ledger of the schema rackbook\/ledger\/1\.$/],
    [text({}, 'rackbook/ledger/2'), /^It is not a ledger of the schema/],
    [text([]), /^It is not a ledger of the schema/],
    ['<<<<<<< HEAD\n{}', /^It has Git conflict markers\.$/],
    [text({ '/etc/passwd': { sha256: HASH, generator: 'x' } }), /^It claims "\/etc\/passwd", which is absolute\.$/],
    [
      text({ 'infra/../package.json': { sha256: HASH, generator: 'x' } }),
      /^It claims "infra\/\.\.\/package\.json", which leaves its folder\.$/,
    ],
    [text({ 'package.json': { sha256: HASH, generator: 'x' } }), /which is not below/],
    [text({ 'infra\\a': { sha256: HASH, generator: 'x' } }), /which has a character/],
    [text({ 'infra/.ledger.json': { sha256: HASH, generator: 'x' } }), /which is the ledger itself\.$/],
    ['{"schema":"rackbook/ledger/1","files":{"__proto__":{}}}', /^It claims "__proto__", which is not below/],
    [text({ 'infra/a': { sha256: 'abc', generator: 'x' } }), /^Its entry for "infra\/a" is not a ledger entry\.$/],
    [text({ 'infra/a': { sha256: HASH, generator: '../x' } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { sha256: HASH, generator: 'x', extra: 1 } }), /is not a ledger entry\.$/],
    ['{"schema":"rackbook/ledger/1","files":{},"more":1}', /^It is not a ledger of the schema/],
    [text(null), /^It is not a ledger of the schema/],
    [text({ 'infra/a': null }), /is not a ledger entry\.$/],
    [text({ 'infra/a': [] }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { sha256: HASH } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { generator: 'x' } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { sha256: HASH, generator: 'x', mode: '777' } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { sha256: HASH, generator: 'x', mode: null } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { sha256: HASH, generator: 'x', about: 'host:a' } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { sha256: HASH, generator: 'x', about: ['no subject'] } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { sha256: HASH, generator: 'x', about: [1] } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { released: false, generator: 'x' } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { released: true, generator: 'x', sha256: HASH } }), /is not a ledger entry\.$/],
    [text({ 'infra/a': { released: null, generator: 'x', sha256: HASH } }), /is not a ledger entry\.$/],
    [`{"schema":"rackbook/ledger/1","files":{"infra/a":{"sha256":"${HASH}","generator":"x","__proto__":{}}}}`, /is not a ledger entry\.$/],
    [
      text({ 'infra/a': { sha256: HASH, generator: 'x' }, 'infra/A': { sha256: HASH, generator: 'x' } }),
      /^It claims both "infra\/a" and "infra\/A", which cannot both exist\.$/,
    ],
  ])('refuses %s', (ledger, message) => {
    expect(fault(ledger)).toMatch(message);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((files) => text(files)),
        ),
        (ledger) => void parseLedger(ledger),
      ),
    );
  });
});
