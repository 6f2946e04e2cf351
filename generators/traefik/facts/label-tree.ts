type Tree = { readonly [key: string]: Tree | string };

/**
 * Labels as Traefik reads them: `traefik.http.routers.a.rule` is a path. Case of a name counts nowhere but in values. Source: Traefik's
 * paerser, which compares each name with those of its structure without case.
 */
export function labelTree(labels: Readonly<Record<string, unknown>>): Tree {
  const root: Record<string, unknown> = {};
  for (const [label, value] of Object.entries(labels)) {
    const [first, ...steps] = label.toLowerCase().split('.');
    if (first !== 'traefik' || steps.length === 0) continue;
    let at = root;
    for (const step of steps.slice(0, -1)) {
      const next = Object.hasOwn(at, step) ? at[step] : undefined;
      if (typeof next === 'object' && next !== null) at = next as Record<string, unknown>;
      else {
        const made: Record<string, unknown> = {};
        define(at, step, made);
        at = made;
      }
    }
    const last = steps.at(-1) ?? '';
    const [text, other] = [String(value ?? ''), Object.hasOwn(at, last) ? at[last] : undefined];
    // One name in two cases: nobody knows which of them counts.
    define(at, last, other === undefined || other === text ? text : `${String(other)} or ${text}`);
  }
  return root as Tree;
}

/** A step may be called `__proto__`. */
function define(at: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
}

/** What is below a path; an empty map for nothing. */
export function below(tree: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = path.reduce<unknown>((at, step) => (isMap(at) && Object.hasOwn(at, step) ? at[step] : undefined), tree);
  return isMap(found) ? found : {};
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
