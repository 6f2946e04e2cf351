import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES } from '../core/diagnostic.ts';

const read = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), 'utf8');

/** Codes that no single inventory file can give; each has a test of its own beside the code that reports it. */
const ELSEWHERE = ['file-unreadable', 'inventory-empty', 'override-invalid'];

describe('diagnostic codes', () => {
  it('are each explained', () => {
    const explained = [...read('..', 'docs', 'diagnostics.md').matchAll(/^\| `([a-z-]+)`/gm)].map((match) => match[1]);
    expect(explained).toEqual([...CODES].sort());
  });

  it('each have a bad inventory', () => {
    const tried = readdirSync(join(import.meta.dirname, 'bad')).flatMap(
      (file) => /^# expect: ([a-z-]+)/.exec(read('bad', file))?.[1] ?? [],
    );
    expect([...new Set([...tried, ...ELSEWHERE])].sort()).toEqual([...CODES].sort());
  });
});
