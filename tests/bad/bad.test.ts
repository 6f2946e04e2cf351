import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSources } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import { badInventories, readBase } from './cases.ts';
import { ELSEWHERE } from './elsewhere.ts';

const base = { path: 'inventory/base.yaml', text: readBase() };

describe('bad inventories', () => {
  it('has a base without mistakes', () => {
    const result = loadSources([base], systems);
    expect(result.ok ? [] : result.diagnostics).toEqual([]);
  });

  it.each(badInventories())('$path gives exactly the mistake that it says', ({ path, text, expected }) => {
    const result = loadSources([base, { path: `inventory/${basename(path)}`, text }], systems);
    const found = (result.ok ? result.warnings : result.diagnostics).map(({ code, at, hint }) => ({
      code,
      at: `${at?.line}:${at?.col}`,
      ...(hint === undefined ? {} : { hint }),
    }));
    expect(found).toEqual([expected]);
  });
});

describe.each(systems.filter(({ checks }) => checks))('the checks of $id', ({ id, checks }) => {
  it('are each shown by a bad inventory in its folder', () => {
    const own = badInventories().filter(({ path }) => path.startsWith(`generators/${id}/bad/`));
    const codes = Object.keys(checks?.codes ?? {});
    // One whose only codes are of what no inventory file can give has none; one without codes of its own uses those of core.
    const isElsewhere = codes.length > 0 && codes.every((code) => ELSEWHERE.includes(code));
    expect(own.length > 0).toBe(!isElsewhere);
    const shown = [...own.map(({ expected }) => expected.code), ...ELSEWHERE];
    expect(codes.filter((code) => !shown.includes(code))).toEqual([]);
  });
});
