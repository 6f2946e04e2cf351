/** What is known of Compose's reading of scalars is what Compose reads. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { valueText } from '../../../core/compose/project/value-text.ts';
import { composeConfig } from './test-compose-config.ts';
import { composePrograms } from './test-compose-programs.ts';
import { ODD } from './test-random-scalar.ts';

const programs = await composePrograms(import.meta.filename);
const root = mkdtempSync(join(tmpdir(), 'rackbook-scalars-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Texts of what numbers are made of, the usual forms among them. */
const number = fc.oneof(
  fc.constantFrom(...ODD.filter((text) => /^[-+.0-9]/.test(text))),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }).map(String),
  fc.stringMatching(/^[-+]?0[xobXOB]?[0-9a-f_]{1,6}$/),
  fc.stringMatching(/^[-+]?[0-9_]{1,7}(\.[0-9_]{0,7})?([eE][-+]?[0-9]{1,2})?$/),
);

describe.skipIf(programs.length === 0)('a scalar without quotes', () => {
  it.each(programs)('is the text that Compose $version reads', async ({ argv, version }) => {
    const folder = join(root, version);
    mkdirSync(folder);
    const texts = fc.sample(number, { numRuns: 3000, seed: 12 }).filter((text) => !/[-+]$|^\d{4}-|: |\s#/.test(text) || text === '-0');
    const lines = texts.map((text, index) => `      N${index}: ${text}`);
    writeFileSync(join(folder, 'compose.yaml'), ['services:', '  app:', '    image: app:1', '    environment:', ...lines, ''].join('\n'));
    const read = await composeConfig({ argv, folder });
    if (!read.ok) throw new Error(read.why);
    const environment = read.document.services['app']?.['environment'] as Readonly<Record<string, string>>;
    const wrong = texts.flatMap((text, index) => {
      const said = environment[`N${index}`]?.replaceAll('$$', '$');
      return said === valueText(text) ? [] : [`${text} is ${said}, not ${valueText(text)}`];
    });
    expect(wrong).toEqual([]);
    expect(texts.length).toBeGreaterThan(2000);
  });
});
