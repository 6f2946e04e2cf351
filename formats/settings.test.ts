import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitSettings } from './settings.ts';

describe('emitSettings', () => {
  it('prints sections, switches and notes', () => {
    const sections = [
      { settings: [['bind-dynamic']] as const },
      {
        note: 'Apps',
        head: '[Network]',
        settings: [
          ['Address', '10.1.2.3/24'],
          ['Table', 1020],
        ] as const,
      },
    ];
    expect(emitSettings(['Top.'], sections, { separator: '=' })).toBe(
      '# Top.\n\nbind-dynamic\n\n# Apps\n[Network]\nAddress=10.1.2.3/24\nTable=1020\n',
    );
    expect(
      emitSettings([], [{ head: 'server:', settings: [['local-data', '"a.b 60 IN A 10.1.2.3"']] }], { separator: ': ', indent: 2 }),
    ).toBe('server:\n  local-data: "a.b 60 IN A 10.1.2.3"\n');
  });

  it('keeps any text in its one comment line, short enough for dnsmasq and without a backslash at the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const printed = emitSettings([], [{ note: `${text}\\`, settings: [['a', 'b']] }], { separator: '=' });
        const [first = '', ...rest] = printed.split('\n');
        expect(first.startsWith('#') && !first.endsWith('\\')).toBe(true);
        expect(Buffer.byteLength(first)).toBeLessThan(1024);
        expect(first).not.toMatch(/[\r\v\f\u2028\u2029]/);
        expect(rest).toEqual(['a=b', '']);
      }),
    );
  });

  it.each(['a\nb', 'a#b', 'a b c', 'a  b', 'a B', '"a', '"a" "b"', 'a\\', '$a', '%i', ''])(
    'throws on a value that reads as something else: %j',
    (value) => {
      expect(() => emitSettings([], [{ settings: [['a', value]] }], { separator: '=' })).toThrow(TypeError);
    },
  );

  it('throws on a key, a head or a length that no program takes', () => {
    expect(() => emitSettings([], [{ settings: [['a b', '1']] }], { separator: '=' })).toThrow(TypeError);
    expect(() => emitSettings([], [{ head: '[a]\n', settings: [] }], { separator: '=' })).toThrow(TypeError);
    expect(() => emitSettings([], [{ settings: [['a', 'b'.repeat(1001)]] }], { separator: '=' })).toThrow(RangeError);
  });
});
