import { once } from '../../../lib/once.ts';
import type { SystemParts } from '../../contract.ts';
import { SECTIONS } from './inventory.ts';
import { middlewareSchema } from './lab.ts';

/**
 * The sections as they are with these systems: a middleware may be written in the words of each that can be the ingress. Made once for each
 * list of systems, since a schema is compiled when it is first used.
 */
export const sectionsWith = once((systems: readonly SystemParts[]): typeof SECTIONS => {
  const natives = systems.flatMap(({ id, plays }) => (plays?.ingress ? [[id, plays.ingress.middleware.schema] as const] : []));
  return { ...SECTIONS, middlewares: middlewareSchema(Object.fromEntries(natives)) };
});
