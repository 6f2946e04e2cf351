import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import { machine } from '../machine/resolve.ts';
import type { Host } from './host.ts';
import { snapshotsOf } from './resolve-snapshots.ts';

export function resolveHosts(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.hosts) {
    const host: Host = {
      kind: 'host',
      id,
      subject: `host:${id}`,
      role: entry.role,
      ...machine(entry, 'hosts', id, context),
      ...(entry.proxmox ? { proxmox: entry.proxmox } : {}),
      ...(entry.snapshots ? { snapshots: snapshotsOf(entry.snapshots) } : {}),
    };
    context.nodes.hosts.set(id, host);
  }
}
