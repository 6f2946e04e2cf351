import { expect, test } from 'vitest';
import { compareVersions, isWithin, versionIn } from './version.ts';

test.each([
  ['2.26.1-4', '2.26.1'],
  ['prometheus, version 3.5.3+ds1 (branch: debian/sid)', '3.5.3'],
  ['Version:      3.6.12\nGo version:   go1.26.8', '3.6.12'],
  ['Docker version 20.10.24+dfsg1, build 297e128', '20.10.24'],
  ['docker-compose version 1.29.2, build unknown', '1.29.2'],
  ['ShellCheck - shell script analysis tool\nversion: 0.9.0', '0.9.0'],
  ['Chromium 156.0.8078.79 built on Debian 12', '156.0.8078.79'],
  ['go1.26.8', '1.26.8'],
  ['dev', undefined],
])('reads %j as %s', (text, version) => {
  expect(versionIn(text)).toBe(version);
});

test('compares part by part, as numbers', () => {
  expect(compareVersions('2.9', '2.10')).toBeLessThan(0);
  expect(compareVersions('3.5', '3.5.0')).toBe(0);
  expect(compareVersions('3.5.1', '3.5')).toBeGreaterThan(0);
});

test('a range takes its oldest version and refuses the first that will not do', () => {
  const range = { oldest: '3.6.1', before: '3.7' };
  expect(['3.6.0', '3.6.1', '3.6.12', '3.7.0'].map((version) => isWithin(version, range))).toEqual([false, true, true, false]);
});
