import { suggest } from '../../lib/suggest.ts';
import type { SystemParts } from '../contract.ts';
import type { BackupDecision, Repository } from '../model/backup-model.ts';
import type { Service } from '../model/model.ts';
import type { RepositoryInput } from '../parse/schema/backup.ts';
import { durationSeconds } from '../parse/schema/scalars.ts';
import { type Place, place } from '../reporter.ts';
import { playersOf } from '../roles/played.ts';
import type { Context } from './context.ts';
import type { TypedInput } from './typed-input.ts';
import { reportUnplayed } from './unplayed.ts';

export function resolveTargets(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.targets) {
    const host = entry.host === undefined ? undefined : context.find('hosts', entry.host, place('targets', id, 'host'));
    const { title, summary, planned, medium, offsite, path, device } = entry;
    context.nodes.targets.set(id, {
      kind: 'target',
      id,
      subject: `target:${id}`,
      title,
      summary,
      planned,
      medium,
      offsite,
      ...(host ? { host } : {}),
      ...(path === undefined ? {} : { path }),
      ...(device === undefined ? {} : { device }),
    });
  }
}

/** Makes repositories without the service that writes them, which {@link linkRepositories} adds once services exist. */
export function resolveRepositories(input: TypedInput, systems: readonly SystemParts[], context: Context): void {
  const tools = playersOf(systems, 'backupTool');
  for (const [id, entry] of input.repositories) {
    const tool = tools.find(({ type }) => type === entry.type);
    if (!tool) {
      const known = tools.map(({ type }) => type).sort();
      reportUnplayed(context, place('repositories', id, 'type'), 'backup tool', entry.type, known);
    }
    const target = context.find('targets', entry.target, place('repositories', id, 'target'));
    if (!target || !tool) continue;
    const { title, summary, planned, type, location, encrypted } = entry;
    const { prune, check, parts, 'restore-test': restoreTest } = entry.upkeep;
    context.nodes.repositories.set(id, {
      kind: 'repository',
      id,
      subject: `repository:${id}`,
      title,
      summary,
      planned,
      type,
      copies: tool.copies,
      target,
      location,
      encrypted,
      upkeep: { prune, check, parts, restoreTest },
    });
  }
}

export function linkRepositories(input: TypedInput, systems: readonly SystemParts[], context: Context): void {
  for (const [id, entry] of input.repositories) {
    const repository = context.nodes.repositories.get(id);
    const tool = playersOf(systems, 'backupTool').find(({ type }) => type === entry.type);
    if (!tool) continue;
    if (entry.service === undefined) {
      if (!entry.planned)
        context.report('missing-key', place('repositories', id), `Nothing says which service writes the repository ${id}.`, {
          what: 'key',
          hint: `Add service: <${tool.writer}>.`,
        });
      continue;
    }
    const service = context.find('services', entry.service, place('repositories', id, 'service'));
    if (!service || !repository) continue;
    Object.assign(repository, { service, ...(repository.copies === 'files' ? passwordOf(entry, repository, service, context) : {}) });
  }
}

/** A repository of files is always encrypted, so that without a password it can be neither written nor read. */
function passwordOf(entry: RepositoryInput, { id, planned }: Repository, service: Service, context: Context): Pick<Repository, 'password'> {
  const password = service.secrets.find((secret) => secret.id === entry['opened-by']);
  const near = suggest(
    entry['opened-by'],
    service.secrets.map((secret) => secret.id),
  );
  if (!password && !planned)
    context.report(
      'unknown-reference',
      place('repositories', id, 'opened-by'),
      `The repository ${id} is opened by the secret "${entry['opened-by']}" of ${service.id}, and services.${service.id} declares none of that name.`,
      {
        hint: near
          ? `Did you mean "${near}"?`
          : `Add to services.${service.id}.secrets: ${entry['opened-by']}: { what: opens the repository, kept: <where on paper> }.`,
      },
    );
  return password ? { password } : {};
}

export function resolvePolicies(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.policies) {
    if (id === 'none') {
      context.report('unsafe-id', place('policies', id), 'A policy cannot be called "none": that word says that there is no backup.', {
        what: 'key',
      });
      continue;
    }
    const repositories = entry.to.flatMap((name, index) => context.find('repositories', name, place('policies', id, 'to', index)) ?? []);
    const { title, summary, planned, schedule, dumps, exclude } = entry;
    context.nodes.policies.set(id, {
      kind: 'policy',
      id,
      subject: `policy:${id}`,
      title,
      summary,
      planned,
      repositories,
      schedule,
      ...(dumps === undefined ? {} : { dumps }),
      exclude,
      keep: entry.keep as Readonly<Record<string, number>>,
      rpo: durationSeconds(entry.rpo),
      rto: durationSeconds(entry.rto),
    });
  }
}

/** Reads `backup: <policy>` or `backup: none` with `because:`. Anything that keeps state needs one of the two. */
export function resolveBackup(
  entry: { readonly backup?: string | undefined; readonly because?: string | undefined },
  at: Place,
  subject: string,
  planned: boolean,
  context: Context,
): BackupDecision | undefined {
  const hint = 'Add backup: <policy>, or backup: none with because: <reason>.';
  if (entry.backup === undefined) {
    if (planned) return { because: 'planned' };
    context.report('no-backup-decision', at, `${subject} keeps state, and nothing says whether it is backed up.`, { hint, what: 'key' });
    return undefined;
  }
  if (entry.backup === 'none') {
    if (entry.because !== undefined) return { because: entry.because };
    context.report('no-backup-decision', { ...at, path: [...at.path, 'backup'] }, `${subject} is not backed up, and nothing says why.`, {
      hint: 'Add because: <reason>.',
    });
    return undefined;
  }
  const policy = context.find('policies', entry.backup, { ...at, path: [...at.path, 'backup'] });
  return policy ? { policy } : undefined;
}
