import { expect, it } from 'vitest';
import { emitIfupdown } from './ifupdown.ts';

it('writes an interface in both families, which is brought up once', () => {
  const text = emitIfupdown(
    ['Network of a.'],
    [
      { name: 'br0.5', family: 'inet', method: 'static', options: [['address', '10.0.0.2/24']] },
      { name: 'br0.5', family: 'inet6', method: 'static', options: [['address', 'fd00::2/64']] },
    ],
  );
  expect(text).toBe(
    '# Network of a.\n\nauto br0.5\niface br0.5 inet static\n\taddress 10.0.0.2/24\n\niface br0.5 inet6 static\n\taddress fd00::2/64\n',
  );
});

it.each([
  ['a name that is too long', 'br0.5-of-the-laboratory', 'address', '10.0.0.2/24'],
  ['a second option in a value', 'br0', 'address', '10.0.0.2/24\n\tpost-up reboot'],
  ['a line that goes on', 'br0', 'address', '10.0.0.2/24\\'],
  ['a template', 'br0', 'address', '%for i in range(9):'],
  ['a quote', 'br0', 'post-up', "sh -c 'x'"],
  ['a command in a command', 'br0', 'post-up', 'ip rule add $(reboot)'],
  ['an option with a space', 'br0', 'post up', 'true'],
])('throws on %s', (_, name, key, value) => {
  expect(() => emitIfupdown(['x'], [{ name, family: 'inet', method: 'static', options: [[key, value]] }])).toThrow(TypeError);
});
