import type { ComposeFragment, Service } from '../model/service/service.ts';
import { lenderOf, networkKindOf } from './network-kind.ts';
import { runningContainers } from './running-containers.ts';

type Entered = Pick<Service, 'id' | 'expose'>;

/**
 * The containers of a service that others talk to: the exposed ones, else the one named like the service, else the only one, else all.
 * They join the shared network of the service's lab network; the others (a database, say) stay where only their own service sees them.
 */
export function entryContainers(service: Entered, fragment: ComposeFragment): readonly string[] {
  const names = runningContainers(fragment)
    .map(([name]) => name)
    .sort();
  const exposed = names.filter((name) => service.expose.some((exposure) => exposure.container === name));
  if (exposed.length > 0) return names.includes(service.id) && !exposed.includes(service.id) ? [...exposed, service.id].sort() : exposed;
  return names.includes(service.id) ? [service.id] : names;
}

/** The containers whose networks lead to these: themselves, or the lenders of their networks, each once. None is on the machine itself. */
export function networkEntries(service: Entered, fragment: ComposeFragment): readonly string[] {
  const lenders = entryContainers(service, fragment).map((name) => lenderOf(fragment, name));
  return [...new Set(lenders)].filter((name) => networkKindOf(fragment, name) === 'networks');
}
