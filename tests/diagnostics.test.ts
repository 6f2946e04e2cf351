import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES } from '../core/diagnostic.ts';
import { systems } from '../registry/systems.gen.ts';
import { badInventories } from './bad/cases.ts';
import { ELSEWHERE } from './bad/elsewhere.ts';

const document = readFileSync(join(import.meta.dirname, '..', 'docs', 'diagnostics.md'), 'utf8');
const rows = new Map(
  [...document.matchAll(/^\| `([a-z-]+)` \| (.*?) \|(?: (.*?))? \|$/gm)].map(([, code = '', what, why]) => [code, { what, why }]),
);
const own = systems.flatMap(({ id, checks }) => Object.entries(checks?.codes ?? {}).map(([code, words]) => ({ id, code, words })));
const all = [...CODES, ...own.map(({ code }) => code)].sort();

describe('diagnostic codes', () => {
  it('are each declared once', () => {
    expect(all).toEqual([...new Set(all)]);
  });

  it('are each explained, sorted by code', () => {
    expect([...rows.keys()]).toEqual(all);
  });

  it.each(own)('$code is explained as $id does', ({ code, words }) => {
    expect(rows.get(code)).toEqual(words);
  });

  it('each have a bad inventory', () => {
    const shown = badInventories().map(({ expected }) => expected.code);
    expect([...new Set([...shown, ...ELSEWHERE])].sort()).toEqual(all);
  });
});
