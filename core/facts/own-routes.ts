import { once } from '../../lib/once.ts';
import { lenderOf } from '../compose/network-kind.ts';
import { pairsOf } from '../compose/overlay/place-value.ts';
import { runningContainers } from '../compose/running-containers.ts';
import { stacksOf } from '../compose/stacks.ts';
import type { Model } from '../contract.ts';
import type { ComposeFragment } from '../model/service/service.ts';
import { ingressSettingsOf } from './ingress-settings.ts';
import type { OwnRoute } from './own-route.ts';
import { ingressOf } from './players.ts';
import { routesOfService } from './routes-of-service.ts';

/** All that makes the ingress do more than the inventory says, by service. */
export const ownRoutesOf = once((model: Model): readonly OwnRoute[] => [...labelRoutesOf(model), ...ingressSettingsOf(model)]);

/**
 * What labels make the ingress do beyond the inventory, by service. An ingress reads the labels of all containers of its own engine, those
 * that it shares no network with too, since a route may lead to the service of another container.
 */
const labelRoutesOf = once((model: Model): readonly OwnRoute[] => {
  const ingress = ingressOf(model);
  const beyond = ingress?.role.beyond;
  if (!beyond) return [];
  return stacksOf(model)
    .filter(({ machine }) => machine === ingress.service.runsOn)
    .flatMap(({ service, document }) => {
      const routes = routesOfService(model, service).filter(({ via }) => via === 'container');
      const project = document as unknown as ComposeFragment;
      return runningContainers(project).flatMap(([container, spec]) => {
        const led = routes.filter(({ exposure }) => lenderOf(project, exposure.container ?? '') === container);
        return beyond(pairsOf(spec['labels']), led, service === ingress.service).map((what): OwnRoute => {
          const because = Object.hasOwn(service.ownRoutes, what) ? service.ownRoutes[what] : undefined;
          return { service, container, what, from: 'labels', at: ['labels'], ...(because === undefined ? {} : { because }) };
        });
      });
    });
});
