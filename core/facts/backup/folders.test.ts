import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderKey, foldersOf } from './folders.ts';
import { isBelow } from './kept-files.ts';

const path = fc.array(fc.constantFrom('/', '/a', '/b', '/a-b', '//'), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

describe('foldersOf', () => {
  it('names the path and every folder above it', () => {
    expect(foldersOf('/srv/app/data')).toEqual(['', '/srv', '/srv/app', '/srv/app/data']);
    expect(foldersOf('/')).toEqual(['']);
  });

  it('holds the key of a folder exactly when the path is below it', () => {
    fc.assert(
      fc.property(path, path, (one, other) => {
        expect(foldersOf(one).includes(folderKey(other)), `${one} below ${other}`).toBe(isBelow(one, other));
      }),
    );
  });
});
