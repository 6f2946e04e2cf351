import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPathClash, pathProblem, problemOfAny } from './safe-path.ts';

it.each(['infra/a.yaml', 'infra/compose/srv-1/app/compose.yaml', 'infra/.env', 'src/content/lab/services/x.md', 'infra/größe/é'])(
  'takes %s',
  (path) => {
    expect(pathProblem(path)).toBeUndefined();
  },
);

it.each([
  ['/infra/a', 'is absolute'],
  ['infra/../secret', 'leaves its folder'],
  ['infra/./a', 'leaves its folder'],
  ['infra', 'is not below infra/ or src/content/lab/'],
  ['infrastructure/a', 'is not below infra/ or src/content/lab/'],
  ['src/content/docs/a.md', 'is not below infra/ or src/content/lab/'],
  ['', 'is not below infra/ or src/content/lab/'],
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
    ...['infra', 'src/content/lab', '/', '.', '..', 'a', 'A', '-', '_', ' ', 'con', 'nul', 'lpt1', 'é', '\n', 'a'.repeat(99)],
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
