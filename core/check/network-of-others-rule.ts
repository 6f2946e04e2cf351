import { containerNetworksOf } from '../compose/container-networks.ts';
import { engineOf } from '../compose/engine-of.ts';
import { namedNetworks } from '../compose/project-networks.ts';
import type { Model } from '../contract.ts';
import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

interface LabNetwork {
  readonly machine: Service['runsOn'];
  readonly name: string;
  readonly members: readonly Service[];
  /** What it leads to, for people. */
  readonly to: string;
  /** How a service gets in by the inventory. */
  readonly way: (service: Service) => string;
}

/**
 * A project joins no network that the lab makes for others, and makes none of its name: its containers would get past the login of whatever
 * is in there, and the pages would know nothing of it.
 */
export function checkNetworksOfOthers(model: Model, context: Context): void {
  const ofLab = Map.groupBy([...crossing(model), ...beforeEngines(model)], ({ name }) => name);
  for (const service of model.services) {
    if (service.planned || !service.compose) continue;
    for (const { key, name } of namedNetworks(service.compose)) {
      const network = ofLab.get(name)?.find(({ machine }) => machine === service.runsOn);
      if (!network || network.members.includes(service)) continue;
      context.report(
        'compose-invalid',
        place('services', service.id, 'compose', 'networks', key),
        `${service.id} joins ${name}, a network of the lab in which it gets at ${network.to} past all that guards it.`,
        { what: 'key', hint: `Take it away. ${network.way(service)}` },
      );
    }
  }
}

function crossing(model: Model): readonly LabNetwork[] {
  return containerNetworksOf(model).map(({ machine, name, provider, consumers }) => ({
    machine,
    name,
    members: [provider, ...consumers],
    to: provider.id,
    way: ({ id }) => `If ${id} needs ${provider.id}, add needs: [${provider.id}], or uses: [${provider.id}].`,
  }));
}

/** Those between a container that asks an engine and the proxy before it. */
function beforeEngines(model: Model): readonly LabNetwork[] {
  const { apiProxy, name } = engineOf(model);
  return model.services.flatMap((service) =>
    service.engineApi && !service.planned
      ? [
          {
            machine: service.runsOn,
            name: `${service.project}_${apiProxy.network}`,
            members: [service],
            to: `the proxy before ${name} of ${service.id}`,
            way: ({ id }) => `If ${id} asks ${name}, it has a proxy of its own.`,
          },
        ]
      : [],
  );
}
