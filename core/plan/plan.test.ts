import { describe, expect, it } from 'vitest';
import { blockedChanges, type Change, type DiskState, isStale, type WantedFile } from './change.ts';
import type { LedgerEntry } from './ledger.ts';
import { type PlanInput, pathsToRead, plan, sha256 } from './plan.ts';

const PATH = 'infra/app/compose.yaml';
const wanted = (content: string, path = PATH, mode: WantedFile['mode'] = 0o644): WantedFile => ({
  path,
  content,
  mode,
  generator: 'compose',
  about: [],
});
const onDisk = (content: string, mode = 0o644): DiskState => ({ kind: 'file', sha256: sha256(content), mode });
const owned = (content: string): LedgerEntry => ({ sha256: sha256(content), generator: 'compose' });
const RELEASED: LedgerEntry = { released: true, generator: 'compose' };

interface Situation {
  readonly want?: string;
  readonly disk?: string | DiskState;
  readonly ledger?: string | LedgerEntry;
  readonly pending?: string;
  readonly takeBack?: boolean;
  readonly release?: boolean;
}

/** The plan for one path. */
function planOne(s: Situation) {
  const entry = typeof s.ledger === 'string' ? owned(s.ledger) : s.ledger;
  const state = typeof s.disk === 'string' ? onDisk(s.disk) : s.disk;
  const input: PlanInput = {
    files: s.want === undefined ? [] : [wanted(s.want)],
    disk: new Map(state ? [[PATH, state]] : []),
    ledger: new Map(entry ? [[PATH, entry]] : []),
    pending: s.pending === undefined ? [] : [new Map([[PATH, owned(s.pending)]])],
    takeBack: new Set(s.takeBack ? [PATH] : []),
    release: new Set(s.release ? [PATH] : []),
  };
  return plan(input);
}

/** A change in a few words: `update, backup`. */
function short(change: Change | undefined): string | undefined {
  if (!change) return undefined;
  const because = 'because' in change ? [change.because] : [];
  const backup = 'backup' in change && change.backup ? ['backup'] : [];
  return [change.kind, ...because, ...backup].join(', ');
}

describe('one file', () => {
  it.each<[string, Situation, string | undefined, 'owned' | 'released' | 'none']>([
    ['is new', { want: 'a' }, 'create, new', 'owned'],
    ['was deleted by hand', { want: 'a', ledger: 'a' }, 'create, deleted', 'owned'],
    ['is as it was', { want: 'a', disk: 'a', ledger: 'a' }, 'keep, same', 'owned'],
    ['is to change', { want: 'b', disk: 'a', ledger: 'a' }, 'update', 'owned'],
    ['was written, and then the run was cut off', { want: 'b', disk: 'b', ledger: 'a' }, 'keep, same', 'owned'],
    [
      'was written by a run that was cut off, and the inventory changed since',
      { want: 'c', disk: 'b', ledger: 'a', pending: 'b' },
      'update',
      'owned',
    ],
    ['was new in a run that was cut off, and is not wanted now', { disk: 'b', pending: 'b' }, 'delete', 'none'],
    ['was about to be new when the run was cut off, and another was made by hand', { disk: 'x', pending: 'b' }, undefined, 'none'],
    ['is hand-edited', { want: 'a', disk: 'x', ledger: 'a' }, 'hand-edited', 'owned'],
    ['is hand-edited, and to change', { want: 'b', disk: 'x', ledger: 'a' }, 'hand-edited', 'owned'],
    ['is hand-edited and taken back', { want: 'b', disk: 'x', ledger: 'a', takeBack: true }, 'update, backup', 'owned'],
    ['is hand-edited and released', { want: 'b', disk: 'x', ledger: 'a', release: true }, 'keep, released', 'released'],
    ['is foreign', { want: 'a', disk: 'x' }, 'foreign', 'owned'],
    ['is foreign and taken', { want: 'a', disk: 'x', takeBack: true }, 'update, backup', 'owned'],
    ['is foreign and released', { want: 'a', disk: 'x', release: true }, 'keep, released', 'released'],
    ['is foreign with our bytes', { want: 'a', disk: 'a' }, 'keep, adopted', 'owned'],
    ['is no longer wanted', { disk: 'a', ledger: 'a' }, 'delete', 'none'],
    ['is no longer wanted and gone', { ledger: 'a' }, undefined, 'none'],
    ['is no longer wanted and hand-edited', { disk: 'x', ledger: 'a' }, 'hand-edited', 'none'],
    ['is no longer wanted, hand-edited and taken back', { disk: 'x', ledger: 'a', takeBack: true }, 'delete, backup', 'none'],
    ['is no longer wanted, hand-edited and released', { disk: 'x', ledger: 'a', release: true }, 'keep, released', 'released'],
    ['is released', { want: 'a', disk: 'x', ledger: RELEASED }, 'keep, released', 'released'],
    ['is released and was deleted', { want: 'a', ledger: RELEASED }, 'keep, released', 'released'],
    ['is released and no longer wanted', { disk: 'x', ledger: RELEASED }, 'keep, released', 'released'],
    ['is released, no longer wanted and gone', { ledger: RELEASED }, undefined, 'none'],
    ['is released and taken back', { want: 'a', disk: 'x', ledger: RELEASED, takeBack: true }, 'update, backup', 'owned'],
    ['is released, unchanged and taken back', { want: 'a', disk: 'a', ledger: RELEASED, takeBack: true }, 'keep, same', 'owned'],
    ['is released, deleted and taken back', { want: 'a', ledger: RELEASED, takeBack: true }, 'create, deleted', 'owned'],
    [
      'is released and taken back in one',
      { want: 'a', disk: 'x', ledger: 'a', takeBack: true, release: true },
      'keep, released',
      'released',
    ],
    ['is a symlink', { want: 'a', disk: { kind: 'symlink', at: PATH }, ledger: 'a' }, 'unsafe', 'owned'],
    ['is below a symlink', { want: 'a', disk: { kind: 'symlink', at: 'infra/app' } }, 'unsafe', 'owned'],
    ['is a symlink and released', { want: 'a', disk: { kind: 'symlink', at: PATH }, release: true }, 'keep, released', 'released'],
    ['is a symlink and no longer wanted', { disk: { kind: 'symlink', at: PATH }, ledger: 'a' }, 'unsafe', 'none'],
    ['is a pipe', { want: 'a', disk: { kind: 'not-a-file', at: PATH } }, 'unsafe', 'owned'],
    ['is a folder with files', { want: 'a', disk: { kind: 'folder', files: [`${PATH}/x`] } }, 'unsafe', 'owned'],
    ['is an empty folder', { want: 'a', disk: { kind: 'folder', files: [] } }, 'create, new', 'owned'],
    ['became a folder and is no longer wanted', { disk: { kind: 'folder', files: [`${PATH}/x`] }, ledger: 'a' }, undefined, 'none'],
  ])('that %s', (_, situation, change, entry) => {
    const result = planOne(situation);
    expect(result.changes.map(short)).toEqual(change === undefined ? [] : [change]);
    const after = result.ledger.get(PATH);
    expect(after === undefined ? 'none' : 'released' in after ? 'released' : 'owned').toBe(entry);
    if (entry === 'owned') expect(after).toEqual(owned(situation.want!));
    expect(result.unused).toEqual([]);
  });
});

describe('several files', () => {
  it('replace a folder by a file and a file by a folder', () => {
    const result = plan({
      files: [wanted('new', 'infra/a'), wanted('new', 'infra/b/c')],
      ledger: new Map([
        ['infra/a/x', owned('x')],
        ['infra/b', owned('b')],
      ]),
      disk: new Map<string, DiskState>([
        ['infra/a', { kind: 'folder', files: ['infra/a/x'] }],
        ['infra/a/x', onDisk('x')],
        ['infra/b', onDisk('b')],
        ['infra/b/c', { kind: 'not-a-file', at: 'infra/b' }],
      ]),
    });
    expect(result.changes.map((change) => `${change.path}: ${short(change)}`)).toEqual([
      'infra/a: create, new',
      'infra/a/x: delete',
      'infra/b: delete',
      'infra/b/c: create, new',
    ]);
  });

  it('are sorted, and read wherever something may stand', () => {
    const ledger = new Map([['infra/b', owned('b')]]);
    const pending = [new Map([['infra/c', owned('c')]])];
    expect(pathsToRead({ files: [wanted('a', 'infra/d'), wanted('a', 'infra/a')], ledger, pending })).toEqual([
      'infra/a',
      'infra/b',
      'infra/c',
      'infra/d',
    ]);
  });

  it.each([
    [[wanted('a', '../a')], 'Generator compose wants "../a", which leaves its folder.'],
    [[wanted('a', 'infra/a'), wanted('b', 'infra/A')], 'Generated files clash (case): "infra/a" and "infra/A".'],
  ])('that no disk could hold are a bug: %#', (files, message) => {
    expect(() => plan({ files, ledger: new Map(), disk: new Map() })).toThrow(new Error(message));
  });
});

describe('permission bits', () => {
  const planMode = (mode: WantedFile['mode'], disk: number) =>
    plan({ files: [wanted('a', PATH, mode)], disk: new Map([[PATH, onDisk('a', disk)]]), ledger: new Map([[PATH, owned('a')]]) });

  it('count where Git keeps them', () => {
    expect(planMode(0o755, 0o644).changes[0]).toMatchObject({ kind: 'update', backup: false });
    expect(planMode(0o644, 0o755).changes[0]).toMatchObject({ kind: 'update', backup: false });
    expect(planMode(0o644, 0o600).changes[0]).toEqual({ kind: 'keep', path: PATH, generator: 'compose', because: 'same' });
  });

  it('are put right quietly where a clone has lost them', () => {
    expect(planMode(0o600, 0o644).changes[0]).toEqual({ kind: 'keep', path: PATH, generator: 'compose', because: 'same', chmod: 0o600 });
  });
});

describe('the plan as a whole', () => {
  it('is stale when a file or the ledger is', () => {
    expect(isStale(planOne({ want: 'a', disk: 'a', ledger: 'a' }))).toBe(false);
    expect(isStale(planOne({ want: 'a', ledger: 'a' }))).toBe(true);
    expect(isStale(planOne({ want: 'a', disk: 'a' }))).toBe(true);
    expect(isStale(planOne({ ledger: 'a' }))).toBe(true);
  });

  it('says what stands in the way', () => {
    expect(blockedChanges(planOne({ want: 'a', disk: 'x' })).map((change) => change.kind)).toEqual(['foreign']);
    expect(blockedChanges(planOne({ want: 'a' }))).toEqual([]);
  });

  it('says which paths it was given for nothing', () => {
    const result = plan({
      files: [wanted('a')],
      disk: new Map([[PATH, onDisk('a')]]),
      ledger: new Map([[PATH, owned('a')]]),
      takeBack: new Set([PATH, 'infra/typo']),
      release: new Set(['infra/other']),
    });
    expect(result.unused).toEqual([PATH, 'infra/other', 'infra/typo']);
  });

  it('keeps what a file is about, sorted', () => {
    const file = { ...wanted('a', PATH, 0o600), about: ['service:b', 'host:a'] as const };
    expect(plan({ files: [file], disk: new Map(), ledger: new Map() }).ledger.get(PATH)).toEqual({
      sha256: sha256('a'),
      generator: 'compose',
      mode: '600',
      about: ['host:a', 'service:b'],
    });
  });
});
