import { describe, expect, it } from 'vitest';
import { findWay } from './find-way.ts';
import type { LaidNode } from './laid.ts';
import { rasterOf } from './raster.ts';
import { pricesFor, type Spot } from './roads.ts';

const SIDES = [0, 20, 32, 20] as const;
const left = box('a', 8, 40);
const right = box('b', 200, 40);
const raster = rasterOf(320, 160, [], [left, right]);
/** Level through the middle of both boxes, but not as far as their borders. */
const across: Spot[] = Array.from({ length: 9 }, (_, step) => ({ x: 14 + step, y: 7 }));

function box(id: string, x: number, y: number): LaidNode {
  return { node: { id, label: id, shape: 'box' }, lines: [id], items: [], itemsBeside: false, x, y, width: 64, height: 32 };
}

function way(shared: Spot[][], strange: Spot[][]): Spot[] {
  return findWay(pricesFor(raster, shared, strange), left, right, SIDES, [32, 20, 0, 20])!;
}

describe('findWay', () => {
  it('goes straight where it can', () => {
    const spots = way([], []);
    expect(spots[0]).toEqual({ x: 9, y: 7 });
    expect(spots.at(-1)).toEqual({ x: 25, y: 7 });
    expect(new Set(spots.map(({ y }) => y))).toEqual(new Set([7]));
  });

  it('never takes a step that a stranger has', () => {
    const taken = new Set(across.slice(1).map(({ x, y }) => `${x} ${y}`));
    const steps = way([], [across]).slice(1);
    expect(
      steps.some(
        (spot, index) => index > 0 && taken.has(`${spot.x} ${spot.y}`) && taken.has(`${steps[index - 1]!.x} ${steps[index - 1]!.y}`),
      ),
    ).toBe(false);
  });

  it('shares the steps of a way that it may share', () => {
    expect(way([across], [])).toEqual(way([], []));
  });

  it('says when there is no way', () => {
    const wall = box('w', 96, 0);
    const closed = rasterOf(320, 160, [], [left, right, { ...wall, height: 168 }]);
    expect(findWay(pricesFor(closed, [], []), left, right, SIDES, SIDES)).toBeUndefined();
  });
});
