import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { documentsOf } from './documents.ts';

const split = (text: string) => documentsOf({ path: 'compose.yaml', text }).map(({ text: each }) => each);

describe('documentsOf', () => {
  it.each([
    ['a: 1\n', 1],
    ['---\na: 1\n', 1],
    ['# c\n%YAML 1.1\n---\na: 1\n...\n', 1],
    ['a: 1\n...\n# end\n', 1],
    ['a: 1\n---\na: 2\n', 2],
    ['--- {a: 1}\n---\ta\n', 2],
    ['---\n---\na: 1\n', 2],
    ['a: 1\n...\nb: 1\n', 2],
    ['a: 1\n...\n%TAG ! tag:x,1:\n---\nb: !y 1\n---\r\n# none\n', 3],
    ['a: |\n  x\n   ---\n  ---x\nb: "y\n  --- z"\n', 1],
    ['a: ---x\n----\n', 1],
  ])('parts %j as YAML does', (text, count) => {
    const parts = split(text);
    expect(parts).toHaveLength(count);
    const whole = parseAllDocuments(text);
    expect(parts.map((part) => parseAllDocuments(part)[0]?.toJS())).toEqual([...whole].map((each) => each.toJS()));
  });

  it('leaves every line where it stood', () => {
    expect(split('a: 1\n---\n# c\nb: 2\n')).toEqual(['a: 1', '\n---\n# c\nb: 2\n']);
    const source = { path: 'compose.yaml', text: 'a: 1\n' };
    expect(documentsOf(source)[0]).toBe(source);
  });
});
