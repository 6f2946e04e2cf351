import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { withoutComments } from './without-comments.ts';

const LABS = join(import.meta.dirname, '..', 'tests', 'labs');
const values = (text: string, version: '1.1' | '1.2') => parseAllDocuments(text, { version }).map((document) => document.toJS());

describe('a comment goes', () => {
  it.each([
    ['with its line', '# a\nb: 1\n  # c\nd: 2\n', 'b: 1\nd: 2\n'],
    ['with the blanks before it', 'a: b \t # c\n', 'a: b\n'],
    ['behind the head of a block', 'a: | # c\n  b\n', 'a: |\n  b\n'],
    ['at the end of a block', 'a: |\n  b\n # c\n# d\nc: 1\n', 'a: |\n  b\nc: 1\n'],
    ['between the items of a list', 'a: [1, # b\n # c\n  2]\n', 'a: [1,\n  2]\n'],
    ['behind a quoted text', `a: "b" # c\nd: 'e' #f\n`, `a: "b"\nd: 'e'\n`],
    ['at the end of a file', 'a: 1\n#b', 'a: 1\n'],
    ['before the document', '# a\n---\n# b\nc: 1\n', '---\nc: 1\n'],
    ['that looks like a directive', '%YAML 1.2\n%NOTE a\n---\nb: 1\n', '%YAML 1.2\n---\nb: 1\n'],
  ])('%s', (_, text, wanted) => expect(withoutComments(text)).toBe(wanted));
});

describe('what is no comment stays', () => {
  it.each([
    ['a script', 'a: |\n  #!/bin/sh\n  echo b # c\n'],
    ['a text in quotes', `a: "b # c"\nd: 'e # f'\n`],
    ['a sign within a word', 'a: b#c\n'],
    ['a number as it is written', 'a: 0440\nb: 1_000\nc: 0x1F\nd: 1.50\n'],
    ['anchors, aliases and merge keys', 'a: &a { b: 1 }\nc: { <<: *a }\n'],
    ['carriage returns', 'a: 1\r\nb: 2\r\n'],
  ])('%s', (_, text) => expect(withoutComments(text)).toBe(text));
});

describe('values are the same', () => {
  it.each([
    ['line breaks above the comment', 'a: |+\n  b\n\n# c\nd: 1\n'],
    ['line breaks below the comment', 'a: |+\n  b\n# c\n# d\n\n\ne: 1\n'],
    ['a folded block in a list', '- >+\n  a\n\n  b\n # c\n\n- d\n'],
    ['a block that strips them', 'a: |-\n  b\n# c\n\nd: 1\n'],
  ])('%s', (_, text) => {
    expect(withoutComments(text)).not.toMatch(/[cd]\n.*#|# [cd]/);
    expect(parse(withoutComments(text))).toEqual(parse(text));
  });

  it('of every inventory of the tests, and none of their comments is left', () => {
    const files = readdirSync(LABS, { recursive: true, encoding: 'utf8' }).filter((path) => /\.ya?ml$/.test(path));
    expect(files.length).toBeGreaterThan(50);
    for (const path of files) {
      const text = readFileSync(join(LABS, path), 'utf8');
      const bare = withoutComments(text);
      for (const version of ['1.1', '1.2'] as const) expect(values(bare, version), path).toEqual(values(text, version));
      expect(
        parseAllDocuments(bare).map(({ comment, commentBefore }) => comment ?? commentBefore ?? null),
        path,
      ).toEqual([null]);
    }
  });

  it('of random data with comments between any two lines', () => {
    const text = fc.stringMatching(/^[ -~\n]{0,30}$/);
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.integer(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(text, tie('tree'), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.boolean()), (data, coin) => {
        // A line within a text would be changed by it, so only data whose comments the reader sees as such is compared.
        const commented = stringify(data).replace(/\n(?=[^\n])/g, (end) => (coin.next().value === true ? `\n#canary${end}` : end));
        const documents = parseAllDocuments(commented);
        fc.pre(documents.every(({ errors }) => errors.length === 0));
        const bare = withoutComments(commented);
        expect(values(bare, '1.2')).toEqual(values(commented, '1.2'));
        if (!JSON.stringify(values(commented, '1.2')).includes('canary')) expect(bare).not.toContain('canary');
      }),
      { numRuns: 300 },
    );
  });
});
