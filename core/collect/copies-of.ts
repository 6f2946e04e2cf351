import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import { type ExpectedRun, expectedRuns } from '../facts/backup/expected-runs.ts';
import { groupByEach } from '../facts/group-by-each.ts';
import type { SubjectId } from '../model/node.ts';
import type { Thing } from '../model/thing.ts';
import type { Check } from './checks.ts';

/**
 * The checks of the copies that tell of a thing without checks of its own: of a tool that runs by timer and answers nobody, of what it keeps
 * in its repositories; of a policy, a repository and a target, of the copies by it and in it. Empty for anything else.
 */
export function copiesOf(model: Model, { subject }: Thing, checks: ReadonlyMap<SubjectId, readonly Check[]>): readonly Check[] {
  if (checks.has(subject)) return [];
  return (runsBySubject(model).get(subject) ?? []).flatMap((run) => {
    const own = checks.get(run.subject)?.find(({ check }) => check === run.check);
    return own ? [{ ...own, title: `${(run.policy ?? run.guest ?? run.repository).title}, ${own.title}` }] : [];
  });
}

const runsBySubject = once((model: Model) => groupByEach(expectedRuns(model), toldBy));

/** Of what a run tells beside its own subject. */
function toldBy({ policy, guest, repository }: ExpectedRun): readonly SubjectId[] {
  const of = [policy ?? guest?.backup.policy, repository, repository.target, repository.service];
  return of.flatMap((thing) => thing?.subject ?? []);
}
