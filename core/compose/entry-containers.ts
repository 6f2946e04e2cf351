import type { ComposeFragment, Service } from '../model/service/service.ts';

/**
 * The containers of a service that others talk to: the exposed ones, else the one named like the service, else the only one, else all.
 * They join the shared network of the service's lab network; the others (a database, say) stay where only their own service sees them.
 */
export function entryContainers(service: Pick<Service, 'id' | 'expose'>, fragment: ComposeFragment): readonly string[] {
  const names = Object.keys(fragment.services).sort();
  const exposed = names.filter((name) => service.expose.some((exposure) => exposure.container === name));
  if (exposed.length > 0) return names.includes(service.id) && !exposed.includes(service.id) ? [...exposed, service.id].sort() : exposed;
  return names.includes(service.id) ? [service.id] : names;
}
