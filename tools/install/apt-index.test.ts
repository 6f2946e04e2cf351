import { expect, it } from 'vitest';
import { packagesText, releaseText } from './apt-index.ts';

const one = { control: 'Package: one\nVersion: 1\n\n', file: 'one_1_all.deb', bytes: Buffer.from('bytes of one') };

it('each package is listed with what it says of itself, where it lies, and its digest', () => {
  const text = packagesText([one, { ...one, control: 'Package: two\nVersion: 2\n', file: 'two_2%3a1_all.deb' }]);
  expect(text.split('\n\n')).toHaveLength(2);
  expect(text.split('\n').slice(0, 5)).toEqual([
    'Package: one',
    'Version: 1',
    'Filename: ./one_1_all.deb',
    'Size: 12',
    'SHA256: ca73f0b1f307a1779a5f63f1a0c9685c76f01a7818285c1983226bc5c5b4613a',
  ]);
});

it('the release names the suite as Debian does, and vouches for the list', () => {
  const text = releaseText('bookworm', 'Package: one\n');
  expect(text).toMatch(/^Origin: Debian\nLabel: Debian\nSuite: bookworm\nCodename: bookworm\n/);
  expect(text).toMatch(/^ [0-9a-f]{64} 13 Packages$/m);
});
