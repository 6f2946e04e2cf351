import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import type { Host } from '../host/host.ts';
import { machine } from '../machine/resolve.ts';
import { resolveBackup } from '../policy/resolve-decision.ts';
import type { Guest } from './guest.ts';
import type { GuestInput } from './schema.ts';

export function resolveGuests(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.guests) {
    const host = context.find('hosts', entry.host, place('guests', id, 'host'));
    const backup = resolveBackup(entry, place('guests', id), `The guest ${id}`, entry.planned, context);
    if (context.nodes.hosts.has(id))
      context.report(
        'duplicate-id',
        place('guests', id),
        `A host is already called ${id}; services could not tell which of the two they run on.`,
        {
          what: 'key',
          related: [{ at: context.spanOf(place('hosts', id), 'key'), message: 'the host' }],
          hint: 'Rename the guest.',
        },
      );
    if (!host || !backup) continue;
    const guest: Guest = {
      kind: 'guest',
      id,
      subject: `guest:${id}`,
      type: entry.type,
      vmid: entry.vmid,
      host,
      ...machine(entry, 'guests', id, context),
      ...(entry.cores === undefined ? {} : { cores: entry.cores }),
      ...(entry.memory === undefined ? {} : { memoryMiB: entry.memory }),
      ...(entry.disk === undefined ? {} : { diskGiB: entry.disk }),
      passthrough: entry.passthrough,
      backup,
      ...nativeOf(id, entry, host, context),
    };
    context.nodes.guests.set(id, guest);
  }
}

/** What it says for what runs it. Said for another system it would have no effect. */
function nativeOf(id: string, entry: GuestInput, host: Host, context: Context): Pick<Guest, 'native'> {
  // Each was checked by the schema of its system, which the type of the input does not know.
  const said = entry as Readonly<Record<string, unknown>>;
  for (const { id: system, plays } of context.systems)
    if (plays?.hypervisor?.guest && said[system] !== undefined && system !== host.hypervisor?.system)
      context.report(
        'invalid-value',
        place('guests', id, system),
        `guests.${id} says what ${system} has to know, but ${host.id} does not run it.`,
        { what: 'key', hint: `Give hosts.${host.id} a key ${system}, or take this one away.` },
      );
  const native = host.hypervisor && said[host.hypervisor.system];
  return native === undefined ? {} : { native };
}
