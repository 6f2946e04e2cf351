import type { StateCounts, StatusState, SubjectView } from './status-view.ts';

const WORST_FIRST: readonly StatusState[] = ['down', 'degraded', 'unknown', 'up', 'planned'];

type Counted = Pick<SubjectView, 'state' | 'counted'>;

const isChecked = ({ state, counted }: Counted): boolean => counted || state === 'planned';

/** How many of these are in which state, each by its own. */
export function countStates(views: readonly Counted[]): StateCounts {
  const counts: Record<keyof StateCounts, number> = { up: 0, degraded: 0, down: 0, unknown: 0, planned: 0, unchecked: 0 };
  for (const view of views) counts[isChecked(view) ? view.state : 'unchecked'] += 1;
  return counts;
}

/** `9 of 12 up, 1 down, 2 planned`: every state that there is. */
export function countWords({ up, degraded, down, unknown, planned, unchecked }: StateCounts): string {
  const rest: readonly (readonly [number, string])[] = [
    [down, 'down'],
    [degraded, 'degraded'],
    [unknown, 'unknown'],
    [unchecked, 'not checked'],
    [planned, 'planned'],
  ];
  const total = up + rest.reduce((sum, [n]) => sum + n, 0);
  return [`${up} of ${total} up`, ...rest.flatMap(([n, word]) => (n > 0 ? [`${n} ${word}`] : []))].join(', ');
}

/** What to draw for a thing that carries others, see {@link SubjectView.mark}. */
export function worstOf(own: Counted, carried: readonly Counted[]): StatusState {
  if (own.state === 'planned') return 'planned';
  const told = [own, ...carried].filter(({ counted }) => counted).map(({ state }) => state);
  return WORST_FIRST.find((state) => told.includes(state)) ?? own.state;
}
