import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import { machine } from '../machine/resolve.ts';
import type { Host } from './host.ts';
import type { HostInput } from './schema.ts';

export function resolveHosts(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.hosts) {
    const host: Host = {
      kind: 'host',
      id,
      subject: `host:${id}`,
      role: entry.role,
      ...machine(entry, 'hosts', id, context),
      ...hypervisorOf(id, entry, context),
      ...(entry.snapshots ? { snapshots: entry.snapshots } : {}),
    };
    context.nodes.hosts.set(id, host);
  }
}

/** What runs its guests; a machine has one system at most. */
function hypervisorOf(id: string, entry: HostInput, context: Context): Pick<Host, 'hypervisor'> {
  const said = context.systems.flatMap(({ id: system, plays }) => {
    // Each was checked by the schema of its system, which the type of the input does not know.
    const host = plays?.hypervisor && (entry as Readonly<Record<string, unknown>>)[system];
    return host === undefined ? [] : [{ system, node: (host as { readonly node: string }).node }];
  });
  const [hypervisor, other] = said;
  if (other)
    context.report('invalid-value', place('hosts', id, other.system), `hosts.${id} runs ${hypervisor?.system} already.`, {
      what: 'key',
      hint: 'Keep one of the two.',
    });
  return hypervisor ? { hypervisor } : {};
}
