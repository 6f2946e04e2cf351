import { describe, expect, it } from 'vitest';
import { withSystemCodes } from './diagnostics-page.ts';

const PAGE = `# Codes

| code | what is wrong | why it matters |
|---|---|---|
| \`duplicate-id\` | twice | ambiguous |
| \`old-code\` | gone | gone |
| \`wrong-type\` | another type | |

The rest.
`;

describe('the page of codes', () => {
  it('gets a row for each code of a system, keeps those of core and drops the others', () => {
    const codes = { 'pool-small': { what: 'a pool is small', why: 'it fills' } };
    const page = withSystemCodes(PAGE, [{ checks: { codes } }, {}]);
    expect(page).toBe(PAGE.replace('| `old-code` | gone | gone |', '| `pool-small` | a pool is small | it fills |'));
    expect(withSystemCodes(page, [{ checks: { codes } }])).toBe(page);
  });

  it('is refused without a table', () => {
    expect(() => withSystemCodes('# Codes\n', [])).toThrow('no row');
  });
});
