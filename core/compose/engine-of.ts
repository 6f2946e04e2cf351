import { once } from '../../lib/once.ts';
import type { Model, SystemParts } from '../contract.ts';
import type { ContainerEngine } from './engine.ts';

/**
 * The engine among these systems that runs Compose projects. Throws unless exactly one system plays it, which is a fault of the registry.
 */
export const engineIn = once((systems: readonly SystemParts[]): ContainerEngine => {
  const found = systems.flatMap(({ id, engine }) => (engine ? [{ id, engine }] : []));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`One system has to be the container engine, and ${found.map(({ id }) => id).join(', ') || 'none'} is.`);
  return only.engine;
});

/** The same of a lab. */
export const engineOf = ({ systems }: Pick<Model, 'systems'>): ContainerEngine => engineIn(systems);
