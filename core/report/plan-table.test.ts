import { expect, it } from 'vitest';
import type { Change, Plan, WantedFile } from '../plan/change.ts';
import { planTable } from './plan-table.ts';

const change = (kind: Change['kind'], path: string, generator: string, because = 'same'): Change => {
  const file: WantedFile = { path, content: '', mode: 0o644, generator, about: [] };
  return { kind, path, generator, file, because, before: '', disk: '', backup: false, problem: 'symlink', at: path } as unknown as Change;
};
const planOf = (...changes: Change[]): Plan => ({ changes, ledger: new Map(), ledgerChanged: true, forgotten: [], unused: [] });

it('has a row for each generator and a total', () => {
  const plan = planOf(
    change('create', 'infra/a', 'compose'),
    change('create', 'infra/b', 'compose'),
    change('keep', 'infra/c', 'compose', 'released'),
    change('delete', 'infra/d', 'dns'),
    change('update', 'infra/e', 'dns'),
  );
  expect(planTable(plan, { durationMs: 12.4 })).toBe(
    `generator  created  updated  deleted  kept
compose          2        ·        ·     1
dns              ·        1        1     ·
total            2        1        1     1
4 files, 1 kept, released, 12 ms
`,
  );
});

it('shows the other columns when they say something', () => {
  const plan = planOf(
    change('hand-edited', 'infra/a', 'compose'),
    change('foreign', 'infra/b', 'compose'),
    change('unsafe', 'infra/c', 'compose'),
  );
  expect(planTable(plan, { warnings: new Map([['dns', 3]]), durationMs: 1234 })).toBe(
    `generator  created  updated  deleted  kept  hand-edited  in the way  warnings
compose          ·        ·        ·     ·            1           2         ·
dns              ·        ·        ·     ·            ·           ·         3
total            0        0        0     0            1           2         3
3 files, 1.2 s
`,
  );
});

it('says nothing much about nothing', () => {
  expect(planTable(planOf())).toBe('generator  created  updated  deleted  kept\ntotal            0        0        0     0\n0 files\n');
});
