import type { Model } from '../model.ts';
import { deriveAddressPlan } from './address-plan.ts';
import { deriveContainers } from './containers.ts';
import { deriveCoverage } from './coverage.ts';
import type { Facts } from './facts.ts';
import { deriveProbes } from './probes.ts';
import { deriveRoutes } from './routes.ts';
import { deriveStacks } from './stacks.ts';
import { deriveStartOrder } from './start-order.ts';

/** Everything that follows from the Model and that more than one output needs. Pure. */
export function deriveFacts(model: Model): Facts {
  const routes = deriveRoutes(model);
  return {
    routes,
    containers: deriveContainers(model),
    probes: deriveProbes(model, routes),
    startOrder: deriveStartOrder(model),
    coverage: deriveCoverage(model),
    addressPlan: deriveAddressPlan(model),
    stacks: deriveStacks(model, routes),
  };
}
