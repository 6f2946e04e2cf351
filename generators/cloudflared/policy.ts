import type { Decision, FilePolicy } from '../../core/contract.ts';
import { stableText } from '../../formats/stable-text.ts';

const QUIET = new Set(['loglevel', 'no-autoupdate', 'transport-loglevel']);

/** Every rule for a hostname, in the order that counts, and all else but what it writes of itself. */
function decides(value: unknown): readonly Decision[] {
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, part]): Decision[] => {
    if (QUIET.has(key)) return [];
    if (key !== 'ingress' || !Array.isArray(part)) return [{ id: key, says: stableText(part), at: [key] }];
    return part.map((rule: unknown, index) => ({ id: `rule ${index + 1}`, says: stableText(rule), at: ['ingress', index] }));
  });
}

export default [{ match: /^infra\/cloudflared\/config\.yml$/, decides }] as const satisfies readonly FilePolicy[];
