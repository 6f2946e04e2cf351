import type { Model } from '../contract.ts';
import { expectedRuns } from '../facts/backup/expected-runs.ts';
import type { SubjectId } from '../model/node.ts';
import type { Service } from '../model/service/service.ts';
import type { Check } from './checks.ts';

/** The checks of what a service keeps in its repositories, for a tool that runs by timer and answers nobody: its copies show that it works. */
export function copiesOf(model: Model, service: Service, checks: ReadonlyMap<SubjectId, readonly Check[]>): readonly Check[] {
  return expectedRuns(model)
    .filter(({ repository }) => repository.service === service)
    .flatMap((run) => {
      const own = checks.get(run.subject)?.find(({ check }) => check === run.check);
      return own ? [{ ...own, title: `${(run.policy ?? run.guest ?? run.repository).title}, ${own.title}` }] : [];
    });
}
