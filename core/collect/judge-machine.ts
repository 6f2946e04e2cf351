import { say } from '../../lib/phrase/phrase.ts';
import type { State } from '../contract.ts';
import type { Check } from './checks.ts';
import { faultsOf, type JudgedState, seenWell, unseen } from './reasons.ts';
import type { Reason } from './status-view.ts';

const ANSWERS = new Set(['direct', 'engine', 'target', 'measure', 'uptime', 'name', 'container', 'health', 'ingress']);

/**
 * The state of a host, a guest or any other thing that is not a service, from its own checks alone. `livesOnIt` names something
 * on it that was seen to answer: then it cannot be down, whatever its own probes say.
 */
export function judgeMachine(checks: readonly Check[], livesOnIt: string | undefined): JudgedState {
  const up = checks.filter((check) => check.state === 'up' && ANSWERS.has(check.proves));
  const silent = checks.some((check) => check.state === 'down' && (check.proves === 'direct' || check.proves === 'target'));
  const alive = up.length > 0 || checks.some((check) => check.state === 'degraded' && check.proves === 'measure');
  const faults = faultsOf(checks);
  const dead = silent && !alive && livesOnIt === undefined;
  const state: State = dead ? 'down' : faults.length > 0 ? 'degraded' : up.length > 0 ? 'up' : 'unknown';
  const best = up.find((check) => check.proves === 'direct') ?? up[0];
  const notes: Reason[] = [
    ...(silent && livesOnIt !== undefined ? [{ text: say`${livesOnIt} on it answers, so it is not down.`, state: 'up' as const }] : []),
    ...(best ? [seenWell(best)] : []),
    ...unseen(checks),
  ];
  return { state, faults, notes };
}
