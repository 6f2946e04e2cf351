/** Texts that a careless pattern takes minutes for. */

import { expect, it } from 'vitest';
import { loginsIn, soleValueIn } from './files-of-logins.ts';
import { findingsIn } from './secret-in.ts';
import { separatedIn } from './tables-in.ts';

const LONG = {
  blanks: `password:${' '.repeat(1e5)}x\n`,
  stars: `password:${'*'.repeat(1e5)}x\n`,
  points: `password ${'.'.repeat(1e5)}x\n`,
  bars: `${'| password '.repeat(1e4)}\n| a |\n`,
  quotes: `${'password = """'.repeat(1e4)}\n`,
  heredocs: 'password = <<A\n'.repeat(5e3),
  elements: '<password>\n'.repeat(1e4),
  attributes: '<a key="password">\n'.repeat(1e4),
  logins: `${'login admin / '.repeat(1e4)}\n`,
  groups: `${'cGFzc3dvcmQ9'.repeat(1e4)}\n`,
  echoes: `${'echo '.repeat(2e4)}| base64\n`,
  continued: 'password = \\\n'.repeat(1e4),
  fields: `${'a:'.repeat(5e4)}\n`,
  separated: `password${',"'.repeat(5e4)}\n`,
};

it.each(Object.entries(LONG))('of %s', (_, text) => {
  const before = performance.now();
  for (const _finding of findingsIn(text, '', { prose: true }));
  for (const path of ['.pgpass', 'htpasswd', 'sasl_passwd', 'chap-secrets', 'password'])
    for (const _setting of [...loginsIn(text, path), ...soleValueIn(text, path), ...separatedIn(text)]);
  expect(performance.now() - before).toBeLessThan(3000);
});
