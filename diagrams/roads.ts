import type { Raster } from './raster.ts';

/** A place on the raster. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

const CROSSING = 6;
const STRANGE_BEND = 40;
/** What a step costs that another way has already and that may be shared, so that ways bundle into one trunk. */
export const SHARED_STEP = 0.45;

/** Prices as one way sees them: the raster's, changed by where the others went. */
export interface Prices extends Raster {
  /** Extra price of going level over a point, because a stranger goes upright there. */
  readonly level: Float32Array;
  /** Extra price of going upright over a point. */
  readonly upright: Float32Array;
  /** Extra price of a bend at a point. */
  readonly bend: Float32Array;
}

/** Steps of strangers are closed, steps of ways with which this one may share are cheap, crossings cost. */
export function pricesFor(raster: Raster, shared: readonly (readonly Spot[])[], strange: readonly (readonly Spot[])[]): Prices {
  const size = raster.columns * raster.rows;
  const prices: Prices = {
    ...raster,
    right: raster.right.slice(),
    down: raster.down.slice(),
    level: new Float32Array(size),
    upright: new Float32Array(size),
    bend: new Float32Array(size),
  };
  for (const way of shared) eachStep(raster, way, (axis, step) => (prices[axis][step] = Math.min(prices[axis][step]!, SHARED_STEP)));
  for (const way of strange) {
    eachStep(raster, way, (axis, step, from, to) => {
      prices[axis][step] = Infinity;
      const across = axis === 'right' ? prices.upright : prices.level;
      across[from] = CROSSING;
      across[to] = CROSSING;
      prices.bend[from] = STRANGE_BEND;
      prices.bend[to] = STRANGE_BEND;
    });
  }
  return prices;
}

function eachStep(
  { columns }: Raster,
  way: readonly Spot[],
  act: (axis: 'right' | 'down', step: number, from: number, to: number) => void,
): void {
  for (let index = 1; index < way.length; index++) {
    const [a, b] = [way[index - 1]!, way[index]!];
    const [from, to] = [a.y * columns + a.x, b.y * columns + b.x];
    act(a.y === b.y ? 'right' : 'down', Math.min(from, to), from, to);
  }
}
