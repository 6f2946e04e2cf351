import type { State } from '../contract.ts';
import type { Check } from './checks.ts';
import { type Fault, type JudgedState, said } from './judge-service.ts';

const ANSWERS = new Set(['direct', 'engine', 'target', 'measure', 'uptime', 'name', 'container', 'health', 'ingress']);

/**
 * The state of a host, a guest or any other thing that is not a service, from its own checks alone. `livesOnIt` names something
 * on it that was seen to answer: then it cannot be down, whatever its own probes say.
 */
export function judgeMachine(checks: readonly Check[], livesOnIt: string | undefined): JudgedState {
  const down = checks.filter((check) => check.state === 'down');
  const degraded = checks.filter((check) => check.state === 'degraded');
  const up = checks.filter((check) => check.state === 'up' && ANSWERS.has(check.proves));
  const silent = down.filter((check) => check.proves === 'direct' || check.proves === 'target');
  const faults: Fault[] = [
    ...down.map(
      (check): Fault => ({
        kind: silent.includes(check) ? 'silent' : check.proves === 'certificate' ? 'certificate' : 'other',
        reason: said(check),
      }),
    ),
    ...degraded.map((check): Fault => ({ kind: check.proves === 'certificate' ? 'certificate' : 'other', reason: said(check) })),
  ];
  const alive = up.length > 0 || degraded.some((check) => check.proves === 'measure');
  const dead = silent.length > 0 && !alive && livesOnIt === undefined;
  const state: State = dead ? 'down' : faults.length > 0 ? 'degraded' : up.length > 0 ? 'up' : 'unknown';
  return { state, faults, notes: notes(checks, up, silent.length > 0 ? livesOnIt : undefined) };
}

function notes(checks: readonly Check[], up: readonly Check[], livesOnIt: string | undefined): string[] {
  if (checks.length === 0) return ['No check of it is declared.'];
  const found = livesOnIt === undefined ? [] : [`${livesOnIt} on it answers, so it is not down.`];
  const best = up.find((check) => check.proves === 'direct') ?? up[0];
  if (best) found.push(said(best));
  const unseen = checks.filter((check) => check.declared && check.observedAt === undefined);
  if (unseen.length > 0)
    found.push(
      unseen.length === checks.length ? 'None of its checks was made.' : `Not checked: ${unseen.map((check) => check.title).join(', ')}.`,
    );
  if (checks.some((check) => check.lastSeen !== undefined)) found.push('Some of its checks are too old to count.');
  return found;
}
