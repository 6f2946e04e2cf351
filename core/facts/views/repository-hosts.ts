import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Host } from '../../model/host/host.ts';
import type { SubjectId } from '../../model/node.ts';
import type { Repository } from '../../model/repository/repository.ts';
import { groupByEach } from '../group-by-each.ts';
import { heldBy } from '../lookup.ts';
import { hostOf } from './machine-of.ts';

/** A host with something in a repository. */
export interface HoldingHost {
  readonly host: Host;
  /** Whether all that it has in there is only planned. */
  readonly planned: boolean;
  /** Place among the hosts of the repository, in the order of what it holds. */
  readonly at: number;
}

/** What a repository holds, in numbers and by host. */
export interface Holdings {
  readonly services: number;
  readonly guests: number;
  readonly hosts: ReadonlyMap<SubjectId, HoldingHost>;
}

/** What a repository holds, counted once: the picture of every host shows it. */
export function holdingsOf(model: Model, repository: Repository): Holdings {
  return holdings(model).get(repository) ?? NOTHING;
}

/** Repositories that hold something of a host or are written by a service on it, in the order of the Model. */
export function repositoriesAbout(model: Model, host: Host): readonly Repository[] {
  return aboutHosts(model).get(host) ?? [];
}

const NOTHING: Holdings = { services: 0, guests: 0, hosts: new Map() };

const holdings = once(
  (model: Model): ReadonlyMap<Repository, Holdings> =>
    new Map(model.repositories.map((repository) => [repository, count(model, repository)])),
);

function count(model: Model, repository: Repository): Holdings {
  const held = heldBy(model, repository);
  const byHost = [...Map.groupBy(held, hostOf)];
  const guests = held.filter(({ kind }) => kind === 'guest').length;
  return {
    services: held.length - guests,
    guests,
    hosts: new Map(byHost.map(([host, of], at) => [host.subject, { host, planned: of.every(({ planned }) => planned), at }])),
  };
}

const aboutHosts = once(
  (model: Model): ReadonlyMap<Host, readonly Repository[]> =>
    groupByEach(model.repositories, (repository) => [
      ...(repository.service ? [hostOf(repository.service)] : []),
      ...[...holdingsOf(model, repository).hosts.values()].map(({ host }) => host),
    ]),
);
