import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkShape } from './check-shape.ts';

const schema = z.strictObject({ bans: z.strictObject({ engine: z.string(), allowlist: z.array(z.string()) }) });
const at = { file: 'lab.yaml', line: 1, col: 1, endLine: 1, endCol: 1 };
const check = (data: unknown) =>
  checkShape(schema, data, { label: 'lab', at: () => at }).diagnostics.map(({ code, message, hint }) => [code, message, hint]);

describe('an unknown key', () => {
  it('that was renamed gets its new name, and the new key is not reported as missing', () => {
    expect(check({ bans: { engine: 'watch', spare: ['apps'] } })).toEqual([
      ['unknown-key', 'lab.bans has no key "spare".', 'It is called "allowlist" now.'],
    ]);
  });

  it('that is misspelt gets the nearest one, and that is not reported as missing', () => {
    expect(check({ bans: { engine: 'watch', alowlist: ['apps'] } })).toEqual([
      ['unknown-key', 'lab.bans has no key "alowlist".', 'Did you mean "allowlist"?'],
    ]);
  });
});
