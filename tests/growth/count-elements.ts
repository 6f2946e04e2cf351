import { relative } from 'node:path';

/** Counts the elements that the language itself walks through, where no code of the project runs for each: `includes`, `[...list]`, `new Set(list)`. */
export interface ElementCounter {
  /** Elements by place, since it was started or asked last. */
  take(): ReadonlyMap<string, number>;
}

const WALKS = ['includes', 'indexOf', 'lastIndexOf', 'slice', 'concat', 'flat', 'join', 'toSorted', 'toReversed', 'with'] as const;

/** Of lists of at least so many elements; shorter ones do not grow with the lab. Lasts until the process ends. */
export function countElements(root: string, shortest: number): ElementCounter {
  let counts = new Map<string, number>();
  let counting = false;
  const note = (length: number, caller: (...args: never[]) => unknown): void => {
    if (length < shortest || counting) return;
    counting = true;
    const place = callOf(caller, root);
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + length);
    counting = false;
  };
  const watch = (prototype: object, name: string | symbol, lengthOf: (list: never) => number): void => {
    const known = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
    const counted = function (this: never, ...args: unknown[]): unknown {
      note(lengthOf(this), counted);
      return Reflect.apply(known, this, args);
    };
    Object.defineProperty(prototype, name, { value: counted, configurable: true, writable: true });
  };
  for (const name of WALKS) watch(Array.prototype, name, ({ length }: readonly unknown[]) => length);
  watch(Array.prototype, Symbol.iterator, ({ length }: readonly unknown[]) => length);
  watch(Set.prototype, Symbol.iterator, ({ size }: ReadonlySet<unknown>) => size);
  watch(Map.prototype, Symbol.iterator, ({ size }: ReadonlyMap<unknown, unknown>) => size);
  return {
    take() {
      const taken = counts;
      counts = new Map();
      return taken;
    },
  };
}

/** The line of the project that called a function, or called what called it. */
function callOf(callee: (...args: never[]) => unknown, root: string): string | undefined {
  const trace: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 3;
  Error.captureStackTrace(trace, callee);
  Error.stackTraceLimit = limit;
  const [, url, line] = /(file:[^\s)]+?):(\d+):\d+/.exec(trace.stack ?? '') ?? [];
  return url === undefined ? undefined : `${relative(root, decodeURI(new URL(url).pathname))}:${line}`;
}
