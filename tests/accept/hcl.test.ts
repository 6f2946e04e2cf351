/** What the HCL printer writes is read back by the real Terraform or OpenTofu as the same data, and its formatter changes nothing. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emitHcl, type HclValue } from '../../formats/hcl.ts';
import { toolOf } from '../../registry/catalog.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { repository } from '../../tools/places.ts';
import { type RunResult, run } from '../../tools/process.ts';

const found = await findTool(toolOf('terraform'));
const missing = isMissing(found) ? found.missing : undefined;
if (missing !== undefined) process.stderr.write(`SKIPPED tests/accept/hcl.test.ts: ${missing}\n`);

test.runIf(missing !== undefined && process.env['CI'] === 'true')('Terraform is there in CI', () => {
  expect(missing).toBeUndefined();
});

const HOSTILE = [
  ...[
    '',
    '"',
    '\\',
    '\\"',
    '"}',
    '\n',
    '\r\n',
    '\t',
    '# a',
    '/* a */',
    '<<EOT\n',
    '= 1',
    'true',
    'null',
    'for',
    'a b',
    '1',
    '\0',
    '\u202e',
  ],
  ...['${x}', '$${x}', '$$${x}', '$$$${x}', '$', '$$', '$ {', '%{ if x }', '%%{', '%%%{', '$%{', '%${', '${"${x}"}', '\\${x}', '$\\{'],
  ...['e\u0301', 'Müller', '日本', '😀', '👨\u200d👧', '\u{e0001}'],
];
// Terraform reads every string in NFC, so that is what is compared.
const text = fc
  .oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: 'binary', maxLength: 10 }),
    fc.string({ unit: fc.constantFrom(...'$%{}"\\\n a'), maxLength: 10 }),
  )
  .map((value) => value.normalize('NFC'));
const { tree } = fc.letrec<{ leaf: HclValue; tree: HclValue }>((tie) => ({
  leaf: fc.oneof(
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
    fc.boolean(),
  ),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const locals = (values: readonly HclValue[]) => ({ blocks: [{ type: 'locals', attributes: { values } }] });

describe.skipIf(missing !== undefined)('what the HCL printer writes', () => {
  let folder = '';
  beforeAll(() => {
    mkdirSync(join(repository, '.rackbook'), { recursive: true });
    // Inside the repository, so that a tool that runs as a container sees it too.
    folder = mkdtempSync(join(repository, '.rackbook', 'hcl-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is read as the same data', async () => {
    const values = [...HOSTILE.map((value) => value.normalize('NFC')), ...fc.sample(tree, { numRuns: 500, seed: 20 })];
    expect(await differences(emitHcl(locals(values)), values)).toBe('[]');
  });

  test('is what the formatter would write', async () => {
    const attributes = Object.fromEntries(
      fc.sample(tree, { numRuns: 500, seed: 21 }).map((value, i) => [`a${i}`.padEnd(2 + (i % 5), '_'), value]),
    );
    const blocks = [{ type: 'resource', labels: ['a', 'b'], attributes, blocks: [{ type: 'c', attributes: { d: 1 } }, { type: 'e' }] }];
    const hcl = emitHcl({ attributes, blocks }, { header: HOSTILE });
    const answer = await terraform(hcl, ['fmt', '-check', '-diff', join(folder, 'main.tf')]);
    expect(answer, answer.stdout + answer.stderr).toMatchObject({ code: 0 });
    const mutated = await terraform(hcl.replace(/^a0_* *= /m, 'a0= '), ['fmt', '-check', join(folder, 'main.tf')]);
    expect(mutated.code).not.toBe(0);
  });

  test('would not be read as the same data with a bare template in it', async () => {
    const values = ['x', '${upper("x")}'];
    const hcl = emitHcl(locals(values));
    expect(await differences(hcl, values)).toBe('[]');
    expect(await differences(hcl.replace('$${upper(\\"x\\")}', '${upper("x")}'), values)).toBe('[1]');
  });

  /** Which of `local.values` are not the values. Terraform compares: Node 24 at times reads a key of JSON that has an escape wrongly. */
  async function differences(hcl: string, values: readonly HclValue[]): Promise<string> {
    writeFileSync(join(folder, 'expected.json'), JSON.stringify(values));
    writeFileSync(join(folder, 'expected.tf'), 'locals {\n  expected = jsondecode(file("${path.module}/expected.json"))\n}\n');
    const question = '[length(local.values), jsonencode([for i, v in local.values : i if v != local.expected[i]])]';
    const answer = await terraform(hcl, [`-chdir=${folder}`, 'console'], `${question}\n`);
    if (answer.code !== 0) throw new Error(answer.stdout + answer.stderr);
    const [length, wrong] = answer.stdout.match(/\[[\d,]*\]|\d+/g) ?? [];
    expect(Number(length)).toBe(values.length);
    return wrong ?? answer.stdout;
  }

  function terraform(hcl: string, args: readonly string[], input = ''): Promise<RunResult> {
    if (isMissing(found)) throw new Error(found.missing);
    writeFileSync(join(folder, 'main.tf'), hcl);
    // The telephone home and the settings of whoever runs this are no part of the test.
    return run([...found.argv, ...args], {
      cwd: repository,
      input,
      env: { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null', TF_CLI_ARGS: undefined },
    });
  }
});
