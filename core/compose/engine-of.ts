import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { ContainerEngine } from './engine.ts';

/** The engine that runs the lab's Compose projects. Throws unless exactly one system plays it, which is a fault of the registry. */
export const engineOf = once((model: Model): ContainerEngine => {
  const found = model.systems.flatMap(({ id, engine }) => (engine ? [{ id, engine }] : []));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`One system has to be the container engine, and ${found.map(({ id }) => id).join(', ') || 'none'} is.`);
  return only.engine;
});
