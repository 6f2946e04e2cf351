import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WantedFile } from '../plan/change.ts';
import { inputsDigest, noteRun, unchangedPlan } from './last-run.ts';
import { sync } from './sync.ts';

const FILE: WantedFile = { path: 'infra/a/b.yaml', content: 'a: 1\n', mode: 0o644, generator: 'a', about: [] };
let root: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'rackbook-last-run-'));
  const result = await sync(root, { files: [FILE] });
  if (!result.ok) throw new Error('the first run failed');
  noteRun(root, 'digest', result.value.plan);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('unchangedPlan', () => {
  it('keeps every file when nothing happened', () => {
    expect(unchangedPlan(root, 'digest')?.changes).toEqual([{ kind: 'keep', path: FILE.path, generator: 'a', because: 'same' }]);
  });

  it.each([
    ['other inputs', () => 'other'],
    ['an edited output', () => appendFileSync(join(root, FILE.path), 'b: 2\n')],
    ['a deleted output', () => rmSync(join(root, FILE.path))],
    ['a mode that Git would see', () => chmodSync(join(root, FILE.path), 0o755)],
    ['an edited ledger', () => appendFileSync(join(root, 'infra/.ledger.json'), 'x')],
    ['a lost ledger', () => rmSync(join(root, 'infra/.ledger.json'))],
    ['a lost note', () => rmSync(join(root, '.rackbook/last-run.json'))],
  ])('has its doubts after %s', (_what, happen) => {
    expect(unchangedPlan(root, happen() ?? 'digest')).toBeUndefined();
  });
});

describe('inputsDigest', () => {
  const text = (content: string) => [{ files: [{ path: 'inventory/a.yaml', text: content }], diagnostics: [] }];

  it('differs with a text and with the program', () => {
    expect(inputsDigest(text('a'), '1')).not.toBe(inputsDigest(text('b'), '1'));
    expect(inputsDigest(text('a'), '1')).not.toBe(inputsDigest(text('a'), '2'));
  });
});
