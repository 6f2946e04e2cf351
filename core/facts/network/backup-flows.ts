import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Repository } from '../../model/repository/repository.ts';
import { heldBy } from '../lookup.ts';
import { addressEnd, draft, drafts, type FlowDraft, INTERNET_END, toService } from './flow-draft.ts';
import { wayTo } from './way.ts';

/** SFTP, by which a machine writes files to another one. */
const SSH = 22;
const HTTPS = 443;

/** From what is backed up to where its backups lie. Planned repositories and targets have none. */
export function backupFlows(model: Model): FlowDraft[] {
  return model.repositories
    .filter(({ planned, target }) => !planned && !target.planned)
    .flatMap((repository) => (repository.copies === 'guests' ? toServer(model, repository) : toTarget(repository)));
}

/** A hypervisor reads its guests and writes them to the server of backups. */
function toServer(model: Model, repository: Repository): FlowDraft[] {
  const { service, title } = repository;
  if (!service || service.planned) return [];
  const hosts = new Set(
    heldBy(model, repository)
      .filter((thing): thing is Guest => thing.kind === 'guest' && !thing.planned)
      .map(({ host }) => host),
  );
  return [...hosts].flatMap((host) =>
    toService(host, undefined, service, {
      kind: 'backup',
      ids: [host.id, service.id],
      because: `${host.title} writes its guests to ${title}`,
    }),
  );
}

function toTarget({ service, target, title }: Repository): FlowDraft[] {
  if (!service || service.planned) return [];
  const reason = { kind: 'backup', ids: [service.id, target.id], because: `${service.title} writes to ${title}` } as const;
  if (target.medium === 'object-storage') {
    const from = service.runsOn.outward;
    const end = from && addressEnd(from, service.runsOn, { machine: service.runsOn, service });
    return end ? [draft(end, INTERNET_END, 'routed', { protocol: 'tcp', ports: [{ first: HTTPS, last: HTTPS }] }, reason)] : [];
  }
  return target.host && target.host !== service.runsOn ? toHost(service.runsOn, target.host, reason) : [];
}

function toHost(from: Host | Guest, to: Host, reason: Parameters<typeof drafts>[4]): FlowDraft[] {
  for (const address of to.addresses.toSorted((a, b) => Number(b.network.role === 'storage') - Number(a.network.role === 'storage'))) {
    const way = wayTo(from, address);
    if (!way) continue;
    const ends = [addressEnd(way.from, from, { machine: from }), addressEnd(address, to, { machine: to })] as const;
    return drafts(...ends, way.way, [{ protocol: 'tcp', port: SSH, v6: true }], reason);
  }
  return [];
}
