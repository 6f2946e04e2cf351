import { expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { readBase } from '../../tests/bad/cases.ts';
import { renderTexts } from '../pipeline.ts';
import { findByMaintainedRules } from './maintained-rules.ts';

/** Of an issuer that our own rules do not know. */
const TOKEN = ['da', 'pi', '0a1b2c3d4e5f6789'.repeat(2)].join('');
const BASE = { path: 'inventory/base.yaml', text: readBase() };
const host = (role: string) => ({ path: 'inventory/more.yaml', text: `hosts:\n  two: { title: Two, role: "${role}" }\n` });

async function outcome(files: readonly { readonly path: string; readonly text: string }[]) {
  const found = await findByMaintainedRules(files);
  const rendered = renderTexts({ inventory: { files, diagnostics: [] }, overrides: { files: [], diagnostics: [] }, found }, systems);
  return rendered.ok ? rendered.warnings : rendered.diagnostics;
}

it('are asked once for all files, and say the file and the line', async () => {
  const found = await findByMaintainedRules([BASE, host('x'), { path: 'a.env', text: `A=1\nB=${TOKEN}\n` }, host(`role ${TOKEN}`)]);
  expect(found.map(({ file, line, value }) => [file.path, line, value])).toEqual([
    ['a.env', 2, TOKEN],
    ['inventory/more.yaml', 2, TOKEN],
  ]);
  expect(await findByMaintainedRules([])).toEqual([]);
});

it('refuse what they find, say none of it, and take the reason of their hint', async () => {
  const [error, ...more] = await outcome([BASE, host(TOKEN)]);
  expect(more).toEqual([]);
  expect(error).toMatchObject({ code: 'secret-literal', at: { file: 'inventory/more.yaml', line: 2 } });
  expect(JSON.stringify(error)).not.toContain(TOKEN.slice(0, 12));
  const mark = /not-secret: \{ (\S+):/.exec(error?.hint ?? '')?.[1];
  const reason = { path: 'inventory/reason.yaml', text: `lab:\n  not-secret: { ${mark}: a sample of the vendor }\n` };
  expect(await outcome([BASE, host(TOKEN), reason])).toEqual([]);
  expect((await outcome([BASE, host('x'), reason])).map(({ code }) => code)).toEqual(['not-secret-unneeded']);
});

it('leave to our own rules what is a default', async () => {
  expect(await outcome([BASE, host('postgres://postgres:postgres@db/app')])).toMatchObject([{ code: 'secret-default' }]);
});
