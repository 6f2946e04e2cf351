import { engineIn } from '../../compose/engine-of.ts';
import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { GuestInput } from '../guest/schema.ts';
import type { HostInput } from '../host/schema.ts';
import type { MachineEngine } from './machine.ts';
import { resolveAddress, resolveOutward } from './resolve-address.ts';
import { resolveHealth } from './resolve-health.ts';
import { ENGINE_KEY } from './schema.ts';

export function machine(entry: HostInput | GuestInput, section: 'hosts' | 'guests', id: string, context: Context) {
  const addresses = Object.entries(entry.addresses)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([network, address]) => resolveAddress(network, address, place(section, id, 'addresses', network), context));
  const outward = resolveOutward(entry.gateway, addresses, place(section, id, 'gateway'), context);
  const primary = addresses.find((address) => address.network.role === 'management') ?? addresses[0];
  return {
    title: entry.title,
    summary: entry.summary,
    planned: entry.planned,
    addresses,
    ...(primary ? { primary } : {}),
    ...(outward ? { outward } : {}),
    ...(entry.uplink === undefined ? {} : { uplink: entry.uplink }),
    ...(entry.os === undefined ? {} : { os: entry.os }),
    ...(entry[ENGINE_KEY] ? { engine: engine(entry[ENGINE_KEY], context) } : {}),
    health: resolveHealth(entry.health),
    hardware: Object.entries(entry.hardware)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
  };
}

function engine(
  { endpoint, root, secrets, 'address-pool': addressPool }: NonNullable<HostInput[typeof ENGINE_KEY]>,
  { systems }: Context,
): MachineEngine {
  return { product: engineIn(systems), root, secrets, addressPool, ...(endpoint === undefined ? {} : { endpoint }) };
}
