/** One thing in which the written project differs from the project of the inventory. */
export interface Difference {
  /** Name in `services`; absent for something of the whole project. */
  readonly container?: string;
  /** Path within the container, or within the project: `['logging']`, `['networks', 'to-pdf']`, `['labels', 'router.port']`. */
  readonly path: readonly string[];
  readonly change: 'added' | 'changed' | 'removed';
  /** One sentence for the reader: why the lab does it. */
  readonly because: string;
  /** What a person writes, and where, so that it is not done; absent where the service could not work without it. */
  readonly undo?: string;
}

/** One thing that the lab would have done, and left alone because of what the project says. */
export interface Kept {
  /** Name in `services`; absent for something of the whole project. */
  readonly container?: string;
  /** As in {@link Difference}. */
  readonly path: readonly string[];
  /** What the lab would have written. */
  readonly lab: string;
  /** One sentence for the reader: what of the project stands against it. */
  readonly because: string;
}

/** The order of keys in a project says nothing: first what is of the whole project, then by container and path. */
export function byPlace(a: Pick<Difference, 'container' | 'path'>, b: Pick<Difference, 'container' | 'path'>): number {
  const [one, other] = [[a.container ?? '', ...a.path].join('\0'), [b.container ?? '', ...b.path].join('\0')];
  return one < other ? -1 : one > other ? 1 : 0;
}
