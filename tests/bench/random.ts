/** A stream of numbers that is the same for the same seed, on every machine. */
export interface Random {
  /** From 0 up to, not including, `below`. */
  int(below: number): number;
  /** Whether something that happens in this share of cases happens now. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32 by Tommy Ettinger: 32 bits of state, good enough for names and sizes. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    int: (below) => Math.floor(next() * below),
    chance: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
  };
}
