import { once } from '../lib/once.ts';

/**
 * Keys that come first, in this order, by position; the others follow, sorted. A position is the keys from the root joined
 * by dots, `''` for the root; `*` stands for one key or list item that no other position names.
 *
 *     { '': ['name', 'services'], 'services.*': ['image', 'container_name'] }
 */
export type KeyOrder = Readonly<Record<string, readonly string[]>>;

export interface OrderNode {
  rank?: ReadonlyMap<string, number>;
  readonly steps: Map<string, OrderNode>;
}

/** An order is a constant of a generator, which writes thousands of files by it. */
export const compileKeyOrder = once((order: KeyOrder): OrderNode => {
  const root: OrderNode = { steps: new Map() };
  for (const [position, keys] of Object.entries(order)) {
    let at = root;
    for (const step of position === '' ? [] : position.split('.')) {
      const next = at.steps.get(step) ?? { steps: new Map() };
      at.steps.set(step, next);
      at = next;
    }
    at.rank = new Map(keys.map((key, i) => [key, i]));
  }
  return root;
});

export function stepInto(at: OrderNode, key: string): OrderNode | undefined {
  return at.steps.get(key) ?? at.steps.get('*');
}

/** The keys of a map in writing order: by code unit, so that no locale matters. */
export function sortedKeys(map: Readonly<Record<string, unknown>>, at: OrderNode | undefined): string[] {
  const keys = Object.keys(map).sort();
  const rank = at?.rank;
  if (!rank) return keys;
  // Array sorting is stable: unranked keys stay as they are.
  return keys.sort((a, b) => (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size));
}
