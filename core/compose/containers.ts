import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { ComposeFragment, Service } from '../model/service/service.ts';
import { entryContainers } from './entry-containers.ts';
import { type PublishedPort, publishedPorts } from './published-ports.ts';
import { runningContainers } from './running-containers.ts';
import { type Stack, stacksOf } from './stacks.ts';

export interface Container {
  readonly service: Service;
  readonly machine: Host | Guest;
  /** Name of the Compose project. */
  readonly project: string;
  /** Name in the fragment's `services`. */
  readonly name: string;
  readonly image: string;
  /** Whether it joins the shared network of its lab network; the others stay in the project's own. */
  readonly entry: boolean;
  /** Whether it is meant to end, as a migration is. */
  readonly runsOnce: boolean;
  /** Host ports that it publishes. */
  readonly published: readonly PublishedPort[];
}

/** Every container that should run: those of the fragments, and the proxies that the lab sets beside them. */
export const containersOf = once((model: Model): readonly Container[] => stacksOf(model).flatMap(containersOfStack));

function containersOfStack({ service, machine, document }: Stack): Container[] {
  if (!service.compose) return [];
  const entries = new Set(entryContainers(service, service.compose));
  return runningContainers(document as unknown as ComposeFragment)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, spec]) => ({
      service,
      machine,
      project: service.project,
      name,
      image: typeof spec['image'] === 'string' ? spec['image'] : '',
      entry: entries.has(name),
      runsOnce: runsOnce(spec),
      published: publishedPorts(spec).map(({ index: _index, ...port }) => port),
    }));
}

/** What the overlay lets start again comes back whenever it ends. */
function runsOnce({ restart, deploy }: Readonly<Record<string, unknown>>): boolean {
  if (restart !== undefined) return restart === 'no' || restart === false || String(restart).startsWith('on-failure');
  const policy = (deploy as { readonly restart_policy?: { readonly condition?: unknown } } | null | undefined)?.restart_policy;
  return policy === undefined || policy.condition === 'none' || policy.condition === 'on-failure';
}
