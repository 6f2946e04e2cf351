import { isDeepStrictEqual } from 'node:util';
import { once } from '../../lib/once.ts';
import type { CheckKind, CheckKinds } from '../check-kinds/check-kind.ts';
import { PROBE_KINDS } from '../check-kinds/probe-kinds.ts';
import type { Model } from '../contract.ts';

/** Every kind of check that a snapshot may hold: those of the probes and those of all systems. Throws when two give one kind different meanings. */
export const checkKindsOf = once((model: Model): CheckKinds => {
  const kinds = new Map<string, CheckKind>(Object.entries(PROBE_KINDS));
  for (const { id, checkKinds = {} } of model.systems)
    for (const [kind, meaning] of Object.entries(checkKinds)) {
      const known = kinds.get(kind);
      if (known !== undefined && !isDeepStrictEqual(known, meaning))
        throw new Error(`generators/${id} declares checks of the kind "${kind}", which means another thing elsewhere.`);
      kinds.set(kind, meaning);
    }
  return Object.fromEntries(kinds);
});
