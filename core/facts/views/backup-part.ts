import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { SubjectId } from '../../model/node.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { Service } from '../../model/service/service.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { backupToolOf } from '../../roles/played.ts';
import { heldBy } from '../lookup.ts';
import { count, type Draft, viewId } from './draft.ts';
import { hostOf } from './machine-of.ts';
import { plan } from './request-part.ts';

/**
 * Draws the backup media with the repositories that lie on them, and what writes these: the service that does, else the machine.
 * Machines whose data another machine's service fetches point at that service.
 */
export function addBackups(
  draft: Draft,
  model: Model,
  parent: string,
  repositories: readonly Repository[],
  targets: readonly BackupTarget[],
): void {
  if (!repositories.length && !targets.length) return;
  const frame = draft.group({ id: 'backup', label: 'Backup and recovery', parent, flow: 'down' });
  for (const target of targets.toSorted((a, b) => Number(a.planned) - Number(b.planned))) {
    const own = repositories.filter((repository) => repository.target === target);
    const shared = {
      id: viewId('target', target.id),
      label: target.title,
      ...(placeOf(target) ? { detail: placeOf(target) } : {}),
      subject: target.subject,
      ...plan(target.planned),
    };
    if (own.length) draft.group({ ...shared, parent: frame, flow: 'down' });
    else draft.node({ ...shared, group: frame, shape: 'store', order: 1 });
    for (const repository of own) {
      const held = heldBy(model, repository);
      const id = draft.node({
        id: viewId('repository', repository.id),
        label: repository.title,
        detail: held.length || !repository.planned ? contents(held) : backupToolOf(model, repository).title,
        shape: 'store',
        group: viewId('target', target.id),
        subject: repository.subject,
        ...plan(repository.planned || target.planned),
      });
      addWriters(draft, repository, id, held);
    }
  }
}

/** Where a medium is, in words; empty when nothing is known. */
export function placeOf(target: BackupTarget): string {
  return target.host ? `on ${target.host.title}` : target.offsite ? 'off site' : '';
}

function addWriters(draft: Draft, repository: Repository, id: string, held: readonly (Service | Guest)[]): void {
  const planned = repository.planned || repository.target.planned;
  const writer = repository.service;
  const writerId = writer && draft.shows(writer.subject);
  if (writer && writerId) draft.edge({ from: writerId, to: id, kind: 'backup', ...plan(planned || writer.planned) });
  const hosts = new Map<SubjectId, boolean>();
  for (const thing of held) {
    const { subject } = hostOf(thing);
    hosts.set(subject, (hosts.get(subject) ?? true) && thing.planned);
  }
  for (const [subject, unborn] of hosts) {
    const from = draft.shows(subject);
    if (!from || (writer && writerId && hostOf(writer).subject === subject)) continue;
    draft.edge({ from, to: writerId ?? id, kind: 'backup', ...plan(planned || unborn) });
  }
}

function contents(held: readonly (Service | Guest)[]): string {
  const guests = held.filter((thing) => thing.kind === 'guest').length;
  const services = held.length - guests;
  const parts = [services && count(services, 'service'), guests && count(guests, 'guest')].filter(Boolean);
  return parts.join(', ') || 'empty';
}
