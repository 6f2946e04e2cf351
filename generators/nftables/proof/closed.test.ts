import { expect, it } from 'vitest';
import { closed } from './closed.ts';

it('puts the rule before all that lets something in', () => {
  const chain = 'chain arriving {\n    type filter hook prerouting priority mangle; policy accept;\n    ct state established accept\n}\n';
  expect(closed(chain, 22).split('\n').slice(2, 4)).toEqual([
    '    tcp dport 22 counter drop comment "closed"',
    '    ct state established accept',
  ]);
});

it('refuses rules that nothing comes in through', () => {
  expect(() => closed('table inet lab {}\n', 22)).toThrow(/filters nothing/);
});
