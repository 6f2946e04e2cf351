import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSources } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const base = { path: 'inventory/base.yaml', text: read('base.yaml') };
const cases = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.yaml') && file !== 'base.yaml');

/** Reads `# expect: code line:col | hint` from the first line of a case. */
function expected(text: string): { code: string; at: string; hint?: string } {
  const match = /^# expect: ([a-z-]+) (\d+:\d+)(?: \| (.*))?$/m.exec(text.split('\n')[0] ?? '');
  if (!match?.[1] || !match[2]) throw new Error('The first line must be "# expect: <code> <line>:<col> | <hint>"');
  return { code: match[1], at: match[2], ...(match[3] === undefined ? {} : { hint: match[3] }) };
}

describe('bad inventories', () => {
  it('has a base without mistakes', () => {
    const result = loadSources([base], systems);
    expect(result.ok ? [] : result.diagnostics).toEqual([]);
  });

  it.each(cases)('%s gives exactly the mistake that it says', (file) => {
    const text = read(file);
    const result = loadSources([base, { path: `inventory/${file}`, text }], systems);
    const found = (result.ok ? result.warnings : result.diagnostics).map(({ code, at, hint }) => ({
      code,
      at: `${at?.line}:${at?.col}`,
      ...(hint === undefined ? {} : { hint }),
    }));
    expect(found).toEqual([expected(text)]);
  });
});
