import type { Difference } from '../../../core/compose/difference.ts';

type Tree = Record<string, unknown>;

/** What `docker compose config` says of a project, without what was declared as different. Both projects go through it. */
export function withoutDifferences(config: unknown, differences: readonly Difference[]): unknown {
  const left = structuredClone(config) as Tree;
  for (const { container, path } of differences) {
    const from = container === undefined ? left : ((left['services'] as Tree | undefined)?.[container] as Tree | undefined);
    if (from) drop(from, path);
  }
  return plain(left);
}

function drop(from: Tree, [key = '', ...rest]: readonly string[]): void {
  const inner = from[key];
  if (rest.length === 0) delete from[key];
  else if (Array.isArray(inner)) from[key] = inner.filter((item) => (item as Tree | null)?.['source'] !== rest[0]);
  else if (typeof inner === 'object' && inner !== null) drop(inner as Tree, rest);
}

/** An empty part is as good as none, since Compose prints either; but a network without options is still a network. */
function plain(value: unknown, keepsEmpty = false): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => plain(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner, key === 'networks')] as const);
  const left = keepsEmpty ? entries : entries.filter(([, inner]) => inner !== null);
  return left.length === 0 ? null : Object.fromEntries(left);
}
