import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Guide } from './guide.ts';

/** What a reader has to know of a service beyond its facts, sorted by subject. */
export const guidesOf = once((model: Model): readonly Guide[] =>
  model.systems.flatMap(({ guides }) => guides?.(model) ?? []).sort((a, b) => (a.subject < b.subject ? -1 : 1)),
);
