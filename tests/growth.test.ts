import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CellLab } from './growth/cell-lab.ts';
import { idleFiles, squares, type Work } from './growth/work.ts';

const CELLS = 12;
const LARGE = 4 * CELLS;

/** What may grow by pairs, and why. */
const KNOWN: Readonly<Record<string, string>> = {
  'generators/vzdump/files/settings.ts':
    'the script of each host names the jobs of all, which it must not delete: the file itself grows like this',
};

describe('the work that a lab makes', () => {
  let many: readonly Work[] = [];
  let one: readonly Work[] = [];
  beforeAll(async () => {
    [many, one] = await Promise.all([countWork('many'), countWork('one', './planted/squares.ts')]);
  }, 300_000);

  it('is four times as much for four times the machines, and not sixteen times', () => {
    expect(told(squares(many, CELLS))).toEqual([]);
  });

  it('is four times as much for four times the services on one machine', () => {
    expect(told(squares(one, CELLS).filter(({ place }) => !place.startsWith('tests/')))).toEqual([]);
  });

  it('is counted of everything in the facts', () => {
    expect(idleFiles([...many, ...one]).filter((file) => file.startsWith('core/facts/'))).toEqual([]);
  });

  it('is found in code that visits every pair, however it is written', () => {
    const planted = squares(one, CELLS).filter(({ place }) => place.startsWith('tests/growth/planted/'));
    const lines = new Map(
      [...Map.groupBy(planted, ({ place }) => Number(/:(\d+)/.exec(place)?.[1]))].map(([line, of]) => [line, unitsOf(of)]),
    );
    expect([...lines].sort(([a], [b]) => a - b)).toEqual([
      [6, ['runs']],
      [7, ['elements', 'runs']],
      [8, ['elements']],
      [9, ['elements']],
    ]);
  });
});

const unitsOf = (work: readonly Work[]): readonly string[] => [...new Set(work.map(({ unit }) => unit))].sort();

/** In a separate process, as coverage and what is watched would change the tests around it. */
async function countWork(machines: CellLab['machines'], ...modules: readonly string[]): Promise<readonly Work[]> {
  const argv = [join(import.meta.dirname, 'growth', 'count-work.ts'), String(CELLS), String(LARGE), machines, ...modules];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(stdout) as readonly Work[];
}

function told(work: readonly Work[]): readonly string[] {
  return work
    .filter(({ place }) => !Object.keys(KNOWN).some((file) => place.startsWith(`${file}:`)))
    .map(({ place, unit, small, large }) => `${place}: ${small} ${unit} for ${CELLS} cells, ${large} for ${LARGE}`);
}
