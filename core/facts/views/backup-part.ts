import type { Model } from '../../contract.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { backupToolOf } from '../../roles/played.ts';
import { count, type Draft, viewId } from './draft.ts';
import { hostOf } from './machine-of.ts';
import { type Holdings, holdingsOf } from './repository-hosts.ts';
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
  const byTarget = Map.groupBy(repositories, ({ target }) => target);
  for (const target of targets.toSorted((a, b) => Number(a.planned) - Number(b.planned))) {
    const own = byTarget.get(target) ?? [];
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
      const held = holdingsOf(model, repository);
      const empty = held.services + held.guests === 0;
      const id = draft.node({
        id: viewId('repository', repository.id),
        label: repository.title,
        detail: !empty || !repository.planned ? contents(held) : backupToolOf(model, repository).title,
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

function addWriters(draft: Draft, repository: Repository, id: string, { hosts }: Holdings): void {
  const planned = repository.planned || repository.target.planned;
  const writer = repository.service;
  const writerId = writer && draft.shows(writer.subject);
  if (writer && writerId) draft.edge({ from: writerId, to: id, kind: 'backup', ...plan(planned || writer.planned) });
  // The picture of a host shows few things of the lab, and a small repository holds those of few hosts.
  const subjects = hosts.size < draft.shown.size ? hosts.keys() : draft.shown.keys();
  const shown = [...subjects]
    .flatMap((subject) => (draft.shown.has(subject) ? (hosts.get(subject) ?? []) : []))
    .sort((a, b) => a.at - b.at);
  for (const { host, planned: unborn } of shown) {
    const from = draft.shows(host.subject);
    if (!from || (writer && writerId && hostOf(writer) === host)) continue;
    draft.edge({ from, to: writerId ?? id, kind: 'backup', ...plan(planned || unborn) });
  }
}

function contents({ services, guests }: Holdings): string {
  const parts = [services && count(services, 'service'), guests && count(guests, 'guest')].filter(Boolean);
  return parts.join(', ') || 'empty';
}
