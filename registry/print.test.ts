import { describe, expect, it } from 'vitest';
import { type LoadedFolder, printRegistry } from './print.ts';

const folder = (id: string, more: Partial<LoadedFolder> = {}): LoadedFolder => ({
  id,
  parts: [],
  judges: [],
  checks: undefined,
  kinds: [],
  ...more,
});
const checks = (...codes: string[]) => ({ codes: Object.fromEntries(codes.map((code) => [code, { what: 'a', why: 'b' }])) });
const types = (...folders: LoadedFolder[]) => printRegistry(folders, []).get('registry/types.gen.ts') ?? '';

describe('the types of the registry', () => {
  it('have the codes that checks declare and the kinds that runbooks declare', () => {
    const text = types(folder('one', { checks: checks('duplicate-number') }), folder('two', { kinds: ['mirror-lost'] }));
    expect(text).toContain("interface SystemCodes {\n    readonly 'duplicate-number': true;\n  }");
    expect(text).toContain("interface SystemRunbookKinds {\n    readonly 'mirror-lost': true;\n  }");
  });

  it('are the same in any order of what a folder declares', () => {
    expect(types(folder('one', { checks: checks('a-b', 'c-d') }))).toBe(types(folder('one', { checks: checks('c-d', 'a-b') })));
  });
});

describe('ids of tools and checkers', () => {
  it('are refused when two folders have them; a checker may be called like its tool', () => {
    const one = folder('one', { judges: ['amtool'] });
    expect(() => printRegistry([one, folder('two', { judges: ['amtool'] })], [])).toThrow(
      'declared twice, by generators/one and generators/two',
    );
    expect(() => printRegistry([one], ['amtool'])).toThrow('declared twice, by tools/ and generators/one');
    expect(() => printRegistry([folder('one', { judges: ['amtool', 'amtool'] })], [])).not.toThrow();
  });
});
