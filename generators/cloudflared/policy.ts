import type { Decision, FilePolicy } from '../../core/contract.ts';
import { decisionsAt } from '../../core/policy/decisions-at.ts';
import { stableText } from '../../formats/stable-text.ts';

const QUIET = new Set(['loglevel', 'transport-loglevel']);

/** Every rule for a hostname, in the order that counts, and all else but how much it writes of itself. */
function decides(value: unknown): readonly Decision[] {
  return decisionsAt(value, 1).flatMap((decision): readonly Decision[] => {
    if (QUIET.has(decision.id)) return [];
    const part = decision.id === 'ingress' ? (value as { readonly ingress: unknown }).ingress : undefined;
    if (!Array.isArray(part)) return [decision];
    return part.map((rule: unknown, index) => ({ id: `rule ${index + 1}`, says: stableText(rule), at: ['ingress', index] }));
  });
}

export default [{ match: /^infra\/cloudflared\/config\.yml$/, decides }] as const satisfies readonly FilePolicy[];
