import { suggest } from '../../../lib/suggest.ts';
import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import { backupToolOf } from '../../roles/played.ts';
import type { Service } from '../service/service.ts';
import type { Repository } from './repository.ts';
import type { RepositoryInput } from './schema.ts';

/** Makes repositories without the service that writes them, which {@link linkRepositories} adds once services exist. */
export function resolveRepositories(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.repositories) {
    const target = context.find('targets', entry.target, place('repositories', id, 'target'));
    if (!target) continue;
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
      copies: backupToolOf(context, entry).copies,
      target,
      location,
      encrypted,
      upkeep: { prune, check, parts, restoreTest },
    });
  }
}

export function linkRepositories(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.repositories) {
    const repository = context.nodes.repositories.get(id);
    if (entry.service === undefined) {
      if (!entry.planned)
        context.report('missing-key', place('repositories', id), `Nothing says which service writes the repository ${id}.`, {
          what: 'key',
          hint: `Add service: <${backupToolOf(context, entry).writer}>.`,
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
