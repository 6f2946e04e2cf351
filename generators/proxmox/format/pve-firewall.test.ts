import { describe, expect, it } from 'vitest';
import { emitPveFirewall, type PveRule, type PveSection } from './pve-firewall.ts';

const RULE: PveRule = { type: 'IN', action: 'ACCEPT', dest: '10.0.0.1', protocol: 'tcp', ports: [{ first: 22, last: 22 }], ids: ['a.b'] };
const emit = (section: PveSection) => emitPveFirewall(['File of a.'], [section]);

it('writes sections with what is in them', () => {
  const text = emitPveFirewall(
    ['File of a.'],
    [
      { head: 'OPTIONS', options: [['enable', 1]] },
      { head: 'IPSET', name: 'net-a', entries: ['10.0.0.0/8', '! fd00::1'] },
      {
        head: 'RULES',
        rules: [
          { type: 'GROUP', action: 'admin', ids: ['x.y'] },
          { ...RULE, source: '+dc/net-a', ids: ['a.b', 'c'] },
        ],
      },
    ],
  );
  expect(text).toBe(
    '# File of a.\n\n[OPTIONS]\n\nenable: 1\n\n[IPSET net-a]\n\n10.0.0.0/8\n! fd00::1\n\n[RULES]\n\nGROUP admin # x.y\n' +
      'IN ACCEPT -source +dc/net-a -dest 10.0.0.1 -p tcp -dport 22 -log nolog # a.b, c\n',
  );
});

describe('throws on', () => {
  it.each<[string, PveSection]>([
    ['a group whose name is too long', { head: 'group', name: 'administrators-of-all', rules: [] }],
    ['a set whose name begins with a digit', { head: 'IPSET', name: '1a', entries: [] }],
    ['a second line in an entry', { head: 'IPSET', name: 'ab', entries: ['10.0.0.1\n10.0.0.2'] }],
    ['a second option in a value', { head: 'OPTIONS', options: [['enable', '1\npolicy_in: ACCEPT']] }],
    ['a second parameter in an address', { head: 'RULES', rules: [{ ...RULE, dest: '10.0.0.1 -p udp' }] }],
    ['an end of line in a comment', { head: 'RULES', rules: [{ ...RULE, ids: ['a\nIN ACCEPT'] }] }],
    ['ports without a protocol', { head: 'RULES', rules: [{ type: 'IN', action: 'ACCEPT', ports: [{ first: 1, last: 1 }], ids: ['a'] }] }],
    ['another action', { head: 'RULES', rules: [{ ...RULE, action: 'SSH(ACCEPT)' }] }],
    [
      'too many ports',
      { head: 'RULES', rules: [{ ...RULE, ports: Array.from({ length: 8 }, (_, i) => ({ first: i * 10 + 1, last: i * 10 + 5 })) }] },
    ],
  ])('%s', (_, section) => {
    expect(() => emit(section)).toThrow();
  });
});
