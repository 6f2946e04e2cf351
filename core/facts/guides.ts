import { bansGuides } from '../../generators/crowdsec/guides.ts';
import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Guide } from './guide.ts';

/** What a reader has to know of a service beyond its facts, sorted by subject. */
export const guidesOf = once((model: Model): readonly Guide[] => bansGuides(model));
