import { once } from '../../lib/once.ts';
import { runningContainers } from '../compose/running-containers.ts';
import { stacksOf } from '../compose/stacks.ts';
import { toldBy } from '../compose/told-things.ts';
import type { Model } from '../contract.ts';
import type { ComposeFragment } from '../model/service/service.ts';
import { imageNameOf } from '../roles/player.ts';
import { toldLine } from '../roles/told.ts';
import type { OwnRoute } from './own-route.ts';
import { ingressOf } from './players.ts';

/**
 * What command line, variables and mounts of the ingress tell it beyond the files that the lab makes for it. Any of them may open its API,
 * add a way in or routes that no page knows, so all is listed that the ingress does not say to be harmless.
 */
export const ingressSettingsOf = once((model: Model): readonly OwnRoute[] => {
  const ingress = ingressOf(model);
  const stack = ingress && stacksOf(model).find(({ service }) => service === ingress.service);
  if (!ingress || !stack) return [];
  const { service, role } = ingress;
  const project = stack.document as unknown as ComposeFragment;
  const place = { folder: stack.path.replace(/\/[^/]*$/, ''), root: service.runsOn.engine?.root ?? '' };
  const running = runningContainers(project).filter(([name]) => Object.hasOwn(service.compose?.services ?? {}, name));
  const its = running.filter(([, { image }]) => role.images.includes(imageNameOf(image)));
  // An image of its own may be in any of them.
  return (its.length > 0 ? its : running).flatMap(([container, spec]) =>
    toldBy(spec, project, place)
      .filter(({ told }) => role.knows?.(told, model) !== true)
      .map(({ told, at }): OwnRoute => {
        const what = toldLine(told);
        const because = Object.hasOwn(service.ownRoutes, what) ? service.ownRoutes[what] : undefined;
        return { service, container, what, from: 'settings', at, ...(because === undefined ? {} : { because }) };
      }),
  );
});
