import { deriveTunnel } from '../../generators/cloudflared/facts/tunnel-link.ts';
import { deriveGuides } from '../../generators/crowdsec/guides.ts';
import { deriveMiddlewares } from '../../generators/traefik/facts/routed-middlewares.ts';
import type { Model } from '../model/model.ts';
import { deriveAddressPlan } from './address-plan.ts';
import { deriveContainerNetworks } from './container-networks.ts';
import { deriveContainers } from './containers.ts';
import { deriveCoverage } from './coverage.ts';
import { deriveDirectPorts } from './direct-ports.ts';
import { deriveExposure } from './exposure.ts';
import type { Facts } from './facts.ts';
import { deriveFirewall } from './network/firewall.ts';
import { deriveFlows } from './network/flows.ts';
import { deriveNames } from './network/names.ts';
import { deriveProbes } from './probes.ts';
import { deriveRoutes } from './routes.ts';
import { deriveRunbooks } from './runbooks/derive.ts';
import { deriveStacks } from './stacks.ts';
import { deriveStartOrder } from './start-order.ts';

/** Everything that follows from the Model and that more than one output needs. Pure. */
export function deriveFacts(model: Model): Facts {
  const routes = deriveRoutes(model);
  const tunnel = deriveTunnel(model);
  const containerNetworks = deriveContainerNetworks(model, routes, tunnel);
  const stacks = deriveStacks({ model, routes, networks: containerNetworks, tunnel });
  const containers = deriveContainers(stacks);
  const probes = deriveProbes(model, routes);
  const flows = deriveFlows(model, routes, probes);
  return {
    routes,
    containers,
    probes,
    startOrder: deriveStartOrder(model),
    coverage: deriveCoverage(model),
    addressPlan: deriveAddressPlan(model),
    stacks,
    containerNetworks,
    middlewares: deriveMiddlewares(model),
    ...(tunnel ? { tunnel } : {}),
    exposure: deriveExposure(model, routes),
    directPorts: deriveDirectPorts(model, stacks, { containers, flows }),
    flows,
    firewall: deriveFirewall(flows),
    names: deriveNames(model),
    guides: deriveGuides(model),
    runbooks: deriveRunbooks(model),
  };
}
