import type { Decision, FilePolicy } from '../../core/contract.ts';
import { stableText } from '../../formats/stable-text.ts';

/** Parts of the static configuration that let nobody in and keep nobody out. */
const QUIET = new Set(['accessLog', 'certificatesResolvers', 'global', 'log', 'tracing']);

/** One decision for each thing at this depth; what is less deep is one itself. */
function decisions(value: unknown, depth: number, at: readonly string[] = []): readonly Decision[] {
  if (at.length === depth || typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ id: at.join(' '), says: stableText(value), at }];
  return Object.entries(value).flatMap(([key, part]) => decisions(part, depth, [...at, key]));
}

export default [
  {
    match: /^infra\/traefik\/traefik\.yaml$/,
    decides: (value) => decisions(value, 2).filter(({ at: [first = ''] }) => !QUIET.has(String(first))),
  },
  { match: /^infra\/traefik\/dynamic\//, decides: (value) => decisions(value, 3) },
] as const satisfies readonly FilePolicy[];
