import type { State } from '../contract.ts';
import type { Check } from './checks.ts';
import { type Fault, faultsOf, type JudgedState, seenWell, unseen } from './reasons.ts';

/** The state of a policy or a repository: up when every check of it is. It answers no requests, so it is never down: what is too old needs attention. */
export function judgeCopies(checks: readonly Check[]): JudgedState {
  const faults = faultsOf(checks).map((fault): Fault => ({ ...fault, kind: 'other' }));
  const isUp = checks.length > 0 && checks.every(({ state }) => state === 'up');
  const state: State = faults.length > 0 ? 'degraded' : isUp ? 'up' : 'unknown';
  return { state, faults, notes: [...checks.filter((check) => check.state === 'up').map(seenWell), ...unseen(checks)] };
}
