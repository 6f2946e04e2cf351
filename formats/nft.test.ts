import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitNft, type NftTable } from './nft.ts';

const table = (more: Partial<NftTable>): NftTable => ({ name: 't', sets: [], chains: [], ...more });

describe('a file for nft', () => {
  it('replaces its own table in one step and flushes no other', () => {
    const text = emitNft(
      table({ chains: [{ name: 'c', rules: [{ words: ['tcp dport 80', 'accept'], comment: 'web.a', note: 'Web' }] }] }),
      ['Head'],
    );
    expect(text).toBe(`#!/usr/sbin/nft -f
# Head

# Made first where it is missing, so that the deletion always finds it. All of this file happens in one step.
table inet t
delete table inet t

table inet t {
  chain c {
    # Web
    tcp dport 80 accept comment "web.a"
  }
}
`);
    expect(text).not.toContain('flush');
  });

  it('writes a set without elements, which has no braces for them', () => {
    expect(emitNft(table({ sets: [{ name: 's', type: 'ipv4_addr', interval: true, elements: [] }] }), [])).toContain(
      '  set s {\n    type ipv4_addr\n    flags interval\n  }',
    );
  });

  it('keeps text of people in comment lines, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }), (head, note) => {
        const rule = { words: ['accept'], note };
        const text = emitNft(table({ chains: [{ name: 'c', note, rules: [rule] }] }), [head]);
        const plain = emitNft(table({ chains: [{ name: 'c', note: 'x', rules: [{ ...rule, note: 'x' }] }] }), ['x']);
        const code = (all: string) => all.split('\n').filter((line) => !/^\s*#/.test(line) || line.startsWith('#!'));
        expect(code(text)).toEqual(code(plain));
      }),
    );
  });

  it.each([
    ['a word that ends a rule', { chains: [{ name: 'c', rules: [{ words: ['accept; flush ruleset'] }] }] }],
    ['a line break', { chains: [{ name: 'c', rules: [{ words: ['accept\ndrop'] }] }] }],
    ['a comment that ends its string', { chains: [{ name: 'c', rules: [{ words: ['accept'], comment: 'a" accept comment "b' }] }] }],
    ['a comment longer than the kernel keeps', { chains: [{ name: 'c', rules: [{ words: ['accept'], comment: 'a'.repeat(129) }] }] }],
    ['an invalid name', { chains: [{ name: '9lives', rules: [] }] }],
    ['an invalid element', { sets: [{ name: 's', type: 'ipv4_addr', elements: ['1.2.3.4 }'.replace(' ', '\n')] }] }],
  ])('refuses %s, which would be a bug of the caller', (_, more) => {
    expect(() => emitNft(table(more as Partial<NftTable>), [])).toThrow();
  });
});
