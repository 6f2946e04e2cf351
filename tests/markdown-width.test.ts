/** Prose that people review in a terminal is wrapped. Tables, code and pictures cannot be. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repository } from '../tools/places.ts';

const WIDTH = 120;
/** What `gen` writes; its lines are as long as the texts of the inventory. */
const GENERATED = /^(src\/content\/lab|infra)\//;
/** A row of a table, indented code, a picture, a single word such as a link, or a key of the front matter. */
const UNWRAPPABLE = /^\s*\||^ {4}|^!\[|^\s*\S+$|^(title|description): /;

it('is wrapped at 120 columns', () => {
  const listed = execFileSync('git', ['ls-files', '*.md', '*.mdx'], { cwd: repository, encoding: 'utf8' }).trim().split('\n');
  const paths = listed.filter((path) => !GENERATED.test(path));
  expect(paths.length).toBeGreaterThan(40);
  const long = paths.flatMap((path) => {
    let inFence = false;
    return readFileSync(join(repository, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        if (/^\s*(```|~~~)/.test(line)) inFence = !inFence;
        return !inFence && line.length > WIDTH && !UNWRAPPABLE.test(line) ? [`${path}:${index + 1}`] : [];
      });
  });
  expect(long).toEqual([]);
});
