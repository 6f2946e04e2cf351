import { durationWords } from '../../lib/plain-words.ts';
import type { SubjectId } from '../model/node.ts';
import type { CheckView, StatusState, SubjectView } from './status-view.ts';

/** Says how old a snapshot is, in a sentence. `age` in seconds. */
export function oldness(age: number, future: boolean): string {
  if (future) return 'The last snapshot lies in the future, so a clock is wrong and nothing is certain.';
  const words = durationWords(age);
  return `The last snapshot is ${words} old, so nothing is certain.`;
}

/** The same views with nothing certain: states and checks become unknown and keep what was last seen. */
export function hideAll(fresh: ReadonlyMap<SubjectId, SubjectView>, why: string): Map<SubjectId, SubjectView> {
  const hide = (check: CheckView): CheckView => (check.state === 'unknown' ? check : { ...check, state: 'unknown', lastSeen: check.state });
  return new Map(
    [...fresh].map(([subject, view]) => {
      if (view.state === 'planned') return [subject, view];
      const { because: _because, since: _since, ...rest } = view;
      const lastSeen: { lastSeen?: StatusState } = view.state === 'unknown' ? {} : { lastSeen: view.state };
      return [subject, { ...rest, ...lastSeen, state: 'unknown', reasons: [why], checks: view.checks.map(hide) }];
    }),
  );
}
