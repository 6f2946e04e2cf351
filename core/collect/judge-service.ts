import type { Evidence } from '../check-kinds/check-kind.ts';
import type { Drift, State } from '../contract.ts';
import type { Check } from './checks.ts';
import { faultsOf, type JudgedState, seenWell, unseen } from './reasons.ts';
import type { Reason } from './status-view.ts';

/**
 * A service is up when something proves it: a probe answers, the health check of the container that people reach passes, or its
 * containers run and no probe of its own is declared that could say more. A login that the ingress asks for proves the ingress and
 * the login, not what is behind. `answersOthers` says that this is the ingress, and that it was seen to answer for any service.
 * It is down when it does not answer or its container has stopped and nothing answers, or when the ingress gets no answer and nothing
 * proves it. With any other fault it is degraded, without a proof unknown.
 */
export function judgeService(checks: readonly Check[], drift: readonly Drift[], answersOthers = false): JudgedState {
  const has = (state: State, ...proves: readonly Evidence[]): boolean =>
    checks.some((check) => check.state === state && proves.includes(check.proves));
  const answers = answersOthers || has('up', 'direct');
  const faults = faultsOf(checks, drift);
  const proof = proofOf(checks) ?? (answersOthers ? { text: 'It answers for other services.', state: 'up' } : undefined);

  const dead = has('down', 'direct', 'container') && !answers;
  const unreachable = has('down', 'ingress', 'guard') && !has('up', 'ingress', 'guard') && proof === undefined;
  const state: State = dead || unreachable ? 'down' : faults.length > 0 ? 'degraded' : proof === undefined ? 'unknown' : 'up';
  const logins = checks.filter((check) => check.proves === 'guard' && check.state === 'up');
  return {
    state,
    faults,
    notes: [
      ...(proof === undefined ? [] : [proof]),
      ...logins.map(seenWell),
      ...(state === 'unknown' && logins.length > 0 ? [BEHIND] : []),
      ...unseen(checks),
    ],
  };
}

const BEHIND: Reason = {
  text: 'What is behind the login was not seen. A health check of its container, or one on its machine, would show it.',
  state: 'unknown',
};

/** Why it may be called up. */
function proofOf(checks: readonly Check[]): Reason | undefined {
  const up = (proves: Evidence): Check | undefined => checks.find((check) => check.proves === proves && check.state === 'up');
  const answer = up('direct') ?? up('ingress') ?? up('target');
  if (answer) return seenWell(answer);
  const containers = checks.filter((check) => check.proves === 'container');
  const [only] = containers;
  if (only === undefined || !containers.every((check) => check.state === 'up')) return undefined;
  const health = checks.find((check) => check.proves === 'health' && check.state === 'up' && !check.aside);
  if (health) return seenWell(health);
  const couldSayMore = checks.some((check) => check.proves === 'direct' && check.declared);
  if (couldSayMore) return undefined;
  return containers.length === 1 ? seenWell(only) : { text: `All ${containers.length} of its containers run.`, state: 'up' };
}
