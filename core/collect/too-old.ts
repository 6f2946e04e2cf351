import { ago, type Phrase, say } from '../../lib/phrase/phrase.ts';
import type { SubjectId } from '../model/node.ts';
import type { CheckView, StatusState, SubjectView } from './status-view.ts';

/** Says how old a snapshot is, in a sentence. */
export function oldness(takenAt: string, future: boolean): Phrase {
  if (future) return 'The last snapshot lies in the future, so a clock is wrong and nothing is certain.';
  return say`The last snapshot was taken ${ago(takenAt)}, so nothing is certain.`;
}

/** The same views with nothing certain: states and checks become unknown and keep what was last seen. */
export function hideAll(fresh: ReadonlyMap<SubjectId, SubjectView>, why: Phrase): Map<SubjectId, SubjectView> {
  const hide = (check: CheckView): CheckView => (check.state === 'unknown' ? check : { ...check, state: 'unknown', lastSeen: check.state });
  return new Map(
    [...fresh].map(([subject, view]) => {
      if (view.state === 'planned') return [subject, view];
      const { because: _because, since: _since, ...rest } = view;
      const lastSeen: { lastSeen?: StatusState } = view.state === 'unknown' ? {} : { lastSeen: view.state };
      return [
        subject,
        {
          ...rest,
          ...lastSeen,
          state: 'unknown',
          mark: 'unknown',
          reasons: [{ text: why, state: 'unknown' }],
          checks: view.checks.map(hide),
        },
      ];
    }),
  );
}
