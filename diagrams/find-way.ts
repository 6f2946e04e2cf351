import { Heap } from './heap.ts';
import { type Rect, UNIT } from './laid.ts';
import { type Prices, SHARED_STEP, type Spot } from './roads.ts';

/** Right, down, left, up. */
const DX = [1, 0, -1, 0];
const DY = [0, 1, 0, -1];
const BEND = 7;
/** Price of each unit by which a way leaves the middle of a side. */
const OFF_CENTRE = 4;
/** Beyond this a straight way is better than a bend that reaches the middle. */
const MOST_OFF_CENTRE = 8;

/** Price of leaving or reaching a box by each of its sides: right, down, left, up. */
export type Sides = readonly [number, number, number, number];

interface Port extends Spot {
  /** Direction that leads away from the box. */
  readonly out: number;
  readonly price: number;
}

/**
 * Finds the cheapest way between two boxes over free points with few bends. Returns raster points from border to border, or
 * undefined when there is none.
 */
export function findWay(prices: Prices, from: Rect, to: Rect, leave: Sides, reach: Sides): Spot[] | undefined {
  const { columns, rows } = prices;
  const best = new Float32Array(columns * rows * 4).fill(Infinity);
  const came = new Int32Array(columns * rows * 4).fill(-1);
  const goals = new Map<number, number>();
  const heap = new Heap();
  const middle = { x: (to.x + to.width / 2) / UNIT, y: (to.y + to.height / 2) / UNIT };
  const half = { x: to.width / 2 / UNIT, y: to.height / 2 / UNIT };
  // Never more than the price of shared steps, or trunks would not be found.
  const guess = (x: number, y: number) =>
    SHARED_STEP * (Math.max(0, Math.abs(x - middle.x) - half.x) + Math.max(0, Math.abs(y - middle.y) - half.y));
  const stepPrice = (x: number, y: number, towards: number) => {
    const axis = towards % 2 ? prices.down : prices.right;
    return axis[(towards === 3 ? y - 1 : y) * columns + (towards === 2 ? x - 1 : x)]!;
  };

  for (const port of portsOf(to, reach))
    goals.set(((port.y + DY[port.out]!) * columns + port.x + DX[port.out]!) * 4 + ((port.out + 2) % 4), port.price);
  for (const port of portsOf(from, leave)) {
    const [x, y] = [port.x + DX[port.out]!, port.y + DY[port.out]!];
    const state = (y * columns + x) * 4 + port.out;
    if (x < 0 || y < 0 || x >= columns || y >= rows || isTaken(prices, port.x, port.y)) continue;
    best[state] = port.price;
    heap.push(port.price + guess(x, y), state);
  }
  let end = -1;
  let endPrice = Infinity;
  while (heap.size) {
    const { value: state, price: promised } = heap.pop();
    if (promised >= endPrice) break;
    const price = best[state]!;
    const point = state >> 2;
    const heading = state & 3;
    const x = point % columns;
    const y = (point - x) / columns;
    if (promised > price + guess(x, y) + 0.001) continue;
    const goal = goals.get(state);
    if (goal !== undefined && price + goal < endPrice && !isTaken(prices, x + DX[heading]!, y + DY[heading]!)) {
      end = state;
      endPrice = price + goal;
    }
    for (let turn = 0; turn < 4; turn++) {
      if (turn === (heading + 2) % 4) continue;
      const [nx, ny] = [x + DX[turn]!, y + DY[turn]!];
      if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue;
      const over = turn === heading ? (turn % 2 ? prices.upright : prices.level)[point]! : BEND + prices.bend[point]!;
      const total = price + stepPrice(x, y, turn) + over;
      const next = (ny * columns + nx) * 4 + turn;
      if (!(total < best[next]!)) continue;
      best[next] = total;
      came[next] = state;
      heap.push(total + guess(nx, ny), next);
    }
  }
  return end < 0 ? undefined : trace(end, came, columns);
}

/** Whether a stranger's way already uses a port; boxes close all steps at their border, so only its bend price tells. */
function isTaken({ bend, columns }: Prices, x: number, y: number): boolean {
  return bend[y * columns + x]! > 0;
}

function trace(end: number, came: Int32Array, columns: number): Spot[] {
  const spot = (state: number, away: number): Spot => {
    const heading = state & 3;
    const x = (state >> 2) % columns;
    return { x: x + away * DX[heading]!, y: ((state >> 2) - x) / columns + away * DY[heading]! };
  };
  const spots = [spot(end, 1)];
  let first = end;
  for (let state = end; state >= 0; state = came[state]!) {
    spots.push(spot(state, 0));
    first = state;
  }
  return [...spots, spot(first, -1)].reverse();
}

/** Where ways may leave or reach a box: everywhere but at the corners, best in the middle of a side. */
function* portsOf(rect: Rect, sides: Sides): Generator<Port> {
  const [left, top] = [rect.x / UNIT, rect.y / UNIT];
  const [right, bottom] = [left + rect.width / UNIT, top + rect.height / UNIT];
  for (let y = top + 1; y < bottom; y++) {
    const price = Math.min(MOST_OFF_CENTRE, Math.abs(y - (top + bottom) / 2) * OFF_CENTRE);
    yield { x: right, y, out: 0, price: price + sides[0] };
    yield { x: left, y, out: 2, price: price + sides[2] };
  }
  for (let x = left + 1; x < right; x++) {
    const price = Math.min(MOST_OFF_CENTRE, Math.abs(x - (left + right) / 2) * OFF_CENTRE);
    yield { x, y: bottom, out: 1, price: price + sides[1] };
    yield { x, y: top, out: 3, price: price + sides[3] };
  }
}
