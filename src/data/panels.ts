import type { Panel } from '../../core/contract.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { model } from './lab.ts';

const bySubject = Map.groupBy(
  model.systems.flatMap(({ panels }) => panels?.(model) ?? []),
  ({ subject }) => subject,
);

/** What systems say on the page of a thing, by the order of the systems. */
export const panelsOf = (subject: SubjectId): readonly Panel[] => bySubject.get(subject) ?? [];
