import { describe, expect, it } from 'vitest';
import { runbooksOf } from '../facts/runbooks/runbooks.ts';
import { runbookLab } from '../facts/runbooks/test-lab.ts';
import type { FileBackupTool } from './backup-tool.ts';
import { backupToolOf, fileToolOf, playersOf } from './played.ts';

const { model } = runbookLab();

describe('a backup tool', () => {
  it('is asked for by the type of a repository', () => {
    expect(model.repositories.map((repository) => backupToolOf(model, repository).copies)).toEqual(['files', 'guests']);
  });

  it('that no system plays is a bug of the resolver, and is named', () => {
    expect(() => backupToolOf({ systems: [] }, { type: 'local' })).toThrow('the backup tool of the type local');
  });

  it('of a job without repositories is refused', () => {
    expect(() => fileToolOf(model, { repositories: [] })).toThrow(TypeError);
  });

  it('of another name gives the same runbooks its own commands, without one of core being new', () => {
    const [first] = playersOf(model.systems, 'backupTool').filter((tool): tool is FileBackupTool => tool.copies === 'files');
    if (!first) throw new Error('no system copies files');
    const other: FileBackupTool = {
      ...first,
      list: ({ policy }) => ({ run: `other list ${policy.id}`, seen: 'A line for each' }),
      restore: (_, paths, target) => ({ run: `other restore ${paths.join(' ')} ${target}`, seen: '“well”' }),
      remake: ({ id }, on) => [{ id: `init-${id}`, title: 'Make it', on, run: 'other init', expect: 'It says so.' }],
      words: { newest: 'newest', wrongPassword: 'no', nothingRestored: 'none' },
    };
    const played = model.systems.map(({ plays, ...system }) => ({
      ...system,
      ...(plays && { plays: plays.backupTool === first ? { ...plays, backupTool: other } : plays }),
    }));
    const runs = runbooksOf({ ...model, systems: played }).flatMap(({ kind, steps }) =>
      steps.flatMap(({ id, run }) => (run?.startsWith('other ') ? [`${kind} ${id}: ${run.split(' ').slice(0, 2).join(' ')}`] : [])),
    );
    expect(new Set(runs)).toEqual(
      new Set([
        'rebuild-host snapshots-daily: other list',
        'rebuild-host restore-beside-daily: other restore',
        'rebuild-host data-daily: other restore',
        'restore-service snapshots-daily: other list',
        'restore-service restore-daily: other restore',
        'restore-service restore-beside-daily: other restore',
        'target-died init-local: other init',
        'target-died see-one-daily: other list',
      ]),
    );
  });
});
