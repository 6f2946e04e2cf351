import type { KeyPath, Origin } from '../../parse/locate.ts';

/** Plain data in which maps and lists may be asked where they come from. */
export type Tree = unknown;

export type TreeMap = Readonly<Record<string, Tree>>;

export interface Placed {
  readonly origin: Origin;
  /** Path below the origin. */
  readonly path: KeyPath;
}

export function isTreeMap(tree: Tree): tree is TreeMap {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}

/**
 * Where each part of a project stands in the files that it was put together from. A map or list that stands in one file as it is has
 * one place; in a merged one each key may come from another file.
 */
export class Places {
  private readonly wholes = new WeakMap<object, Placed>();
  private readonly parts = new WeakMap<object, ReadonlyMap<string | number, Placed>>();

  /** Says that a map or list stands here as it is. */
  put<T extends object>(tree: T, placed: Placed): T {
    this.wholes.set(tree, placed);
    return tree;
  }

  /** Says where the keys of a map, or the items of a list, come from. */
  putParts<T extends object>(tree: T, parts: ReadonlyMap<string | number, Placed>): T {
    this.parts.set(tree, parts);
    return tree;
  }

  /** Says that something stands where another thing, of the same keys, does. */
  putAs<T extends object>(tree: T, other: object): T {
    const whole = this.wholes.get(other);
    if (whole) this.wholes.set(tree, whole);
    const parts = this.parts.get(other);
    if (parts) this.parts.set(tree, parts);
    return tree;
  }

  /** The place of one key or item. */
  ofPart(tree: Tree, key: string | number): Placed | undefined {
    if (typeof tree !== 'object' || tree === null) return undefined;
    const part = this.parts.get(tree)?.get(key);
    if (part) return part;
    const whole = this.wholes.get(tree);
    return whole && { origin: whole.origin, path: [...whole.path, key] };
  }

  /** The place of whatever stands at a path below a tree; of the nearest thing above it where there is nothing. */
  at(root: Tree, path: KeyPath, otherwise: Placed): Placed {
    let tree = root;
    let placed = otherwise;
    for (const step of path) {
      placed = this.ofPart(tree, step) ?? { origin: placed.origin, path: [...placed.path, step] };
      tree = typeof tree === 'object' && tree !== null ? (tree as Record<string | number, Tree>)[step] : undefined;
    }
    return placed;
  }
}
