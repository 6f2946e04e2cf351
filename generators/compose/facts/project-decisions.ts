import { asSpec } from '../../../core/compose/doors/door.ts';
import { statedDoorsOf } from '../../../core/compose/doors/stated-door.ts';
import { hardeningOf } from '../../../core/compose/hardening/hardening.ts';
import { type Stack, stacksOf } from '../../../core/compose/stacks.ts';
import type { Decision, Model } from '../../../core/contract.ts';
import { mayBeRead } from '../../../core/facts/label-readers.ts';
import type { ComposeFragment } from '../../../core/model/service/service.ts';
import { decisionsAt } from '../../../core/policy/decisions-at.ts';
import { stableText } from '../../../formats/stable-text.ts';
import { containerDecisions } from './container-decisions.ts';

/** Parts of a project of which each thing is one decision. */
const RESOURCES = new Set(['configs', 'networks', 'secrets', 'volumes']);

/** What a `compose.yaml` decides: each of its containers and resources, all else that it says, and what keeps its containers in. */
export function projectDecisions(value: unknown, path: string, model: Model): readonly Decision[] {
  const stack = stacksOf(model).find((each) => each.path === path);
  if (!stack) return decisionsAt(value, 2);
  const document = asSpec(value);
  const parts = Object.entries(document).flatMap(([key, part]): readonly Decision[] => {
    if (key === 'services')
      return Object.entries(asSpec(part)).flatMap(([name, spec]) =>
        containerDecisions(name, asSpec(spec), (label) => mayBeRead(model, label)),
      );
    return RESOURCES.has(key) ? decisionsAt(part, 2, [key]) : [{ id: key, says: stableText(part), at: [key] }];
  });
  return [...parts, ...rowDecisions(stack, document, model)];
}

function rowDecisions(stack: Stack, document: Stack['document'], model: Model): readonly Decision[] {
  const doors = statedDoorsOf(stack.service, model.services, stack.engine, document as unknown as ComposeFragment);
  return hardeningOf({ ...stack, document, doors }).flatMap(({ container, rows }) =>
    rows.map(({ measure, state, detail }) => ({
      id: `${measure} of ${container}`,
      says: `${state}, ${detail}`,
      at: ['services', container],
    })),
  );
}
