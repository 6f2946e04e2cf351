import { isReachable } from '../facts/backup/is-reachable.ts';
import type { Service } from '../model/service/service.ts';
import type { Context } from '../resolve/context.ts';

/**
 * What is to be pasted as the decision on a path of a service: the lab's policy where it has one alone and that reaches its machine, and
 * what has to be filled in otherwise.
 */
export function proposedDecision(service: Service, { nodes }: Context): string {
  const policies = [...nodes.policies.values()].filter(({ planned }) => !planned);
  const [only] = policies;
  if (!only) return 'backup: none, because: <reason>';
  const isSure = policies.length === 1 && only.repositories.every((repository) => isReachable(service, repository));
  return `backup: ${isSure ? only.id : '<policy>'}`;
}
