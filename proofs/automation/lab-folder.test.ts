import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseLedger } from '../../core/plan/ledger.ts';
import { sha256 } from '../../core/plan/plan.ts';
import { LEDGER_PATH } from '../../core/plan/safe-path.ts';
import { makeLabFolder } from './lab-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'rackbook-lab-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const ledger = () => {
  const read = parseLedger(readFileSync(join(root, LEDGER_PATH), 'utf8'));
  if (!read.ok) throw new Error(read.diagnostics[0]?.message);
  return read.value;
};

it('has a ledger of what is there, and goes back', async () => {
  const lab = await makeLabFolder(root, [
    { path: 'infra/a/run.sh', content: 'one\n', mode: 0o755 },
    { path: 'infra/a/b', content: 'two\n', mode: 0o644 },
  ]);
  expect([...ledger().keys()]).toEqual(['infra/a/b', 'infra/a/run.sh']);
  expect(ledger().get('infra/a/run.sh')).toMatchObject({ mode: '755', sha256: sha256('one\n') });
  await Promise.all([lab.change(new Map([['infra/a/b', undefined]])), lab.change(new Map([['infra/a/run.sh', 'other\n']]))]);
  expect([...ledger().keys()]).toEqual(['infra/a/run.sh']);
  expect(lab.text('infra/a/run.sh')).toBe('other\n');
  await lab.restore();
  expect(readFileSync(join(root, 'infra/a/b'), 'utf8')).toBe('two\n');
  expect(ledger().get('infra/a/run.sh')).toMatchObject({ sha256: sha256('one\n') });
});
