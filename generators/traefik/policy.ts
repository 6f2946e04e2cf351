import type { FilePolicy } from '../../core/contract.ts';
import { decisionsAt } from '../../core/policy/decisions-at.ts';

/** How much it writes of itself. Its access log is no such thing: bans rest on it. */
const QUIET = new Set(['log level', 'log format', 'log noColor']);

export default [
  { match: /^infra\/traefik\/traefik\.yaml$/, decides: (value) => decisionsAt(value, 2).filter(({ id }) => !QUIET.has(id)) },
  { match: /^infra\/traefik\/dynamic\//, decides: (value) => decisionsAt(value, 3) },
] as const satisfies readonly FilePolicy[];
