import type { StateCounts, StatusState } from './status-view.ts';

const WORST_FIRST: readonly StatusState[] = ['down', 'degraded', 'unknown', 'up', 'planned'];

/** How many of each state there are. */
export function countStates(states: readonly StatusState[]): StateCounts {
  const counts: Record<StatusState, number> = { up: 0, degraded: 0, down: 0, unknown: 0, planned: 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}

/** The one to worry about most; `planned` only when all are, `unknown` of nothing. */
export const worstState = (states: readonly StatusState[]): StatusState => WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
