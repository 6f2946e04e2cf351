import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import { machine } from '../machine/resolve.ts';
import { resolveBackup } from '../policy/resolve-decision.ts';
import type { Guest } from './guest.ts';

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
    };
    context.nodes.guests.set(id, guest);
  }
}
