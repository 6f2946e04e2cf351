import { once } from '../../../lib/once.ts';
import type { SubjectId } from '../../model/node.ts';
import { groupByEach } from '../group-by-each.ts';
import type { Runbook } from './runbook.ts';

/** The runbook of this id; undefined where there is none. */
export function findRunbook(runbooks: readonly Runbook[], id: string): Runbook | undefined {
  return byId(runbooks).get(id);
}

/** The runbooks that are about a thing, in their order. */
export function aboutSubject(runbooks: readonly Runbook[], subject: SubjectId): readonly Runbook[] {
  return bySubject(runbooks).get(subject) ?? [];
}

const byId = once((runbooks: readonly Runbook[]) => new Map(runbooks.map((runbook) => [runbook.id, runbook])));

const bySubject = once((runbooks: readonly Runbook[]) => groupByEach(runbooks, ({ subjects }) => subjects));
