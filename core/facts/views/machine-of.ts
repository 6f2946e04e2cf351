import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';

/** The host on which a service or a guest ends up. */
export function hostOf(thing: Service | Guest | Host): Host {
  switch (thing.kind) {
    case 'host':
      return thing;
    case 'guest':
      return thing.host;
    case 'service':
      return hostOf(thing.runsOn);
  }
}

/** What on a host carries a service: its container engine, its hypervisor, or nothing but its system. */
export type Carrier = 'engine' | 'hypervisor' | 'system';

export function carrierOf(service: Service): Carrier {
  if (service.runsOn.kind === 'guest') return 'hypervisor';
  return service.compose && service.runsOn.engine ? 'engine' : 'system';
}
