import type { Model } from '../contract.ts';
import { type ExpectedRun, expectedRuns } from '../facts/backup/expected-runs.ts';
import type { SubjectId } from '../model/node.ts';
import type { Thing } from '../model/thing.ts';
import type { Check } from './checks.ts';

/**
 * The checks of the copies that tell of a thing without checks of its own: of a tool that runs by timer and answers nobody, of what it keeps
 * in its repositories; of a policy, a repository and a target, of the copies by it and in it. Empty for anything else.
 */
export function copiesOf(model: Model, thing: Thing, checks: ReadonlyMap<SubjectId, readonly Check[]>): readonly Check[] {
  const isOf = tells(thing);
  if (isOf === undefined || checks.has(thing.subject)) return [];
  return expectedRuns(model)
    .filter(isOf)
    .flatMap((run) => {
      const own = checks.get(run.subject)?.find(({ check }) => check === run.check);
      return own ? [{ ...own, title: `${(run.policy ?? run.guest ?? run.repository).title}, ${own.title}` }] : [];
    });
}

function tells(thing: Thing): ((run: ExpectedRun) => boolean) | undefined {
  switch (thing.kind) {
    case 'service':
      return ({ repository }) => repository.service === thing;
    case 'policy':
      return ({ policy, guest }) => (policy ?? guest?.backup.policy) === thing;
    case 'repository':
      return ({ repository }) => repository === thing;
    case 'target':
      return ({ repository }) => repository.target === thing;
    default:
      return undefined;
  }
}
