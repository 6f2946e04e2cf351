import type { State } from '../contract.ts';
import type { Check } from './checks.ts';
import { type Fault, type JudgedState, said } from './judge-service.ts';

/** The state of a policy or a repository: up when every check of it is. It answers no requests, so it is never down: what is too old needs attention. */
export function judgeCopies(checks: readonly Check[]): JudgedState {
  const faults = checks
    .filter(({ state }) => state === 'down' || state === 'degraded')
    .map((check): Fault => ({ kind: 'other', reason: said(check) }));
  const isUp = checks.length > 0 && checks.every(({ state }) => state === 'up');
  const state: State = faults.length > 0 ? 'degraded' : isUp ? 'up' : 'unknown';
  const notes = checks.length === 0 ? ['No check of it is declared.'] : checks.filter((check) => check.state === 'up').map(said);
  return { state, faults, notes };
}
