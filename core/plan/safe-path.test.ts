import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPathClash, pathProblem, problemOfAny } from './safe-path.ts';

const NOT_BELOW = 'is not below infra/ or src/content/lab/, and no file that has to stand elsewhere';

it.each(['infra/a.yaml', 'infra/compose/srv-1/app/compose.yaml', 'infra/.env', 'src/content/lab/services/x.md', 'infra/größe/é'])(
  'takes %s',
  (path) => {
    expect(pathProblem(path)).toBeUndefined();
  },
);

it.each(['.github/workflows/rackbook-check.yml', '.forgejo/workflows/rackbook-a-2.yml', 'renovate.json'])('takes %s, outside', (path) => {
  expect(pathProblem(path)).toBeUndefined();
});

it.each([
  '.github/workflows/check.yml',
  '.github/workflows/rackbook-.yml',
  '.github/workflows/rackbook-check.yaml',
  '.github/workflows/rackbook-Check.yml',
  '.github/workflows/rackbook-a/b.yml',
  '.github/workflows/rackbook-check.yml/x',
  '.github/workflows/rackbook-check.yml\n',
  '.GitHub/workflows/rackbook-check.yml',
  '.github/rackbook-check.yml',
  'github/workflows/rackbook-check.yml',
  'a/.github/workflows/rackbook-check.yml',
  '.gitea/workflows/rackbook-check.yml',
  'renovate.json5',
  'Renovate.json',
  'a/renovate.json',
  'renovate.json/a',
  'package.json',
  '.git/hooks/rackbook-check.yml',
])('refuses %j, outside', (path) => {
  expect(pathProblem(path)).toMatch(/^is not below|^has a character/);
});

it.each([
  ['/infra/a', 'is absolute'],
  ['infra/../secret', 'leaves its folder'],
  ['infra/./a', 'leaves its folder'],
  ['infra', NOT_BELOW],
  ['infrastructure/a', NOT_BELOW],
  ['src/content/docs/a.md', NOT_BELOW],
  ['', NOT_BELOW],
  ['infra\\a', 'has a character that not every file system takes'],
  ['infra/a:b', 'has a character that not every file system takes'],
  ['infra/a\0', 'has a character that not every file system takes'],
  ['infra/a\nb', 'has a character that not every file system takes'],
  ['infra/\u202ea', 'has a character that not every file system takes'],
  ['infra/\ud800', 'has a character that not every file system takes'],
  ['infra/e\u0301', 'is not in Unicode normal form NFC'],
  ['infra//a', 'has an empty part'],
  ['infra/a/', 'has an empty part'],
  ['infra/a.', 'has a part that starts or ends with a space or ends with a dot'],
  ['infra/a /b', 'has a part that starts or ends with a space or ends with a dot'],
  ['infra/CON', 'has a name that Windows keeps for a device'],
  ['infra/nul.yaml', 'has a name that Windows keeps for a device'],
  ['infra/com1.d/x', 'has a name that Windows keeps for a device'],
  [`infra/${'a'.repeat(201)}`, 'has a name of more than 200 bytes'],
  ['infra/.git/config', 'has a name that is not for generated files'],
  ['infra/.rackbook-tmp-1-2', 'has a name that is not for generated files'],
  ['infra/.ledger.json', 'is the ledger itself'],
  ['infra/.Ledger.json', 'is the ledger itself'],
])('refuses %j', (path, problem) => {
  expect(pathProblem(path)).toBe(problem);
});

it('takes no shortcut that lets a path through', () => {
  const part = fc.constantFrom(
    ...[
      'infra',
      'src/content/lab',
      '.github/workflows/rackbook-',
      '.yml',
      'renovate.json',
      '/',
      '.',
      '..',
      'a',
      'A',
      '-',
      '_',
      ' ',
      'con',
      'nul',
      'lpt1',
      'é',
      '\n',
      'a'.repeat(99),
    ],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      expect(pathProblem(parts.join(''))).toBe(problemOfAny(parts.join('')));
      expect(pathProblem(`infra/${parts.join('')}`)).toBe(problemOfAny(`infra/${parts.join('')}`));
    }),
    { numRuns: 5000 },
  );
});

describe('clashes', () => {
  it.each([
    [['infra/a', 'infra/b', 'infra/c/d', 'infra/c/e'], undefined],
    [['infra/a', 'infra/a'], { path: 'infra/a', other: 'infra/a', kind: 'same' }],
    [['infra/a', 'infra/A'], { path: 'infra/a', other: 'infra/A', kind: 'case' }],
    [['infra/a/x', 'infra/A/y'], { path: 'infra/a/x', other: 'infra/A/y', kind: 'case' }],
    [['infra/a', 'infra/a/b'], { path: 'infra/a', other: 'infra/a/b', kind: 'folder' }],
    [['infra/a/x', 'infra/a/y', 'infra/A/z'], { path: 'infra/a/x', other: 'infra/A/z', kind: 'case' }],
    [['infra/é/x', 'infra/É/x'], { path: 'infra/é/x', other: 'infra/É/x', kind: 'case' }],
    [['infra/a/x', 'infra/a/b/y', 'infra/a/b'], { path: 'infra/a/b', other: 'infra/a/b/y', kind: 'folder' }],
    [['infra/a/b/y', 'infra/a/x', 'infra/a/x/z'], { path: 'infra/a/x', other: 'infra/a/x/z', kind: 'folder' }],
    [['infra/a/b', 'infra/a'], { path: 'infra/a', other: 'infra/a/b', kind: 'folder' }],
  ])('%j', (paths, clash) => {
    expect(findPathClash(paths)).toEqual(clash);
  });
});
