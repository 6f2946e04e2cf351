import type { Evidence } from '../check-kinds/check-kind.ts';
import type { Drift, State } from '../contract.ts';
import type { Check } from './checks.ts';

/** What is wrong, for the wording of the verdict. */
export type FaultKind = 'stopped' | 'silent' | 'ingress' | 'unhealthy' | 'image' | 'certificate' | 'other';

export interface Fault {
  readonly kind: FaultKind;
  /** Whole sentence. */
  readonly reason: string;
}

/** What a thing's own checks say of it, before anything else is blamed. */
export interface JudgedState {
  readonly state: State;
  readonly faults: readonly Fault[];
  /** Sentences that are not faults: what was seen, what was not. */
  readonly notes: readonly string[];
}

/** A sentence for one check: its message when it has one. */
export const said = (check: Check): string => sentence(`${check.title}: ${check.message ?? check.state}`);

/** Ends with a full stop. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * A service is up when something proves it: a probe answers, the health check of the container that people reach passes, or its
 * containers run and no probe of its own is declared that could say more. An ingress that asks for a login proves the ingress
 * alone: `answersOthers` says that this is the ingress, and that it was seen to answer for any service.
 */
export function judgeService(checks: readonly Check[], drift: readonly Drift[], answersOthers = false): JudgedState {
  const of = (proves: Evidence, state: State): Check[] => checks.filter((check) => check.proves === proves && check.state === state);
  const answers = answersOthers || of('direct', 'up').length > 0;
  const faults: Fault[] = [];
  const add = (kind: FaultKind, ...found: readonly Check[]): void =>
    void faults.push(...found.map((check) => ({ kind, reason: said(check) })));

  add('silent', ...of('direct', 'down'));
  add('stopped', ...of('container', 'down'));
  add('ingress', ...of('ingress', 'down'));
  add('unhealthy', ...of('health', 'down'), ...of('health', 'degraded'), ...of('container', 'degraded'));
  for (const each of drift) if (each.kind === 'image') faults.push({ kind: 'image', reason: sentence(each.message) });
  add('certificate', ...of('certificate', 'down'), ...of('certificate', 'degraded'));
  add('other', ...of('name', 'down'), ...of('target', 'down'), ...of('alert', 'down'), ...of('measure', 'down'));
  add('other', ...checks.filter((check) => check.state === 'degraded' && !['health', 'container', 'certificate'].includes(check.proves)));

  const runs = proof(checks) ?? (answersOthers ? 'It answers for other services.' : undefined);
  const dead = faults.some(({ kind }) => kind === 'silent' || kind === 'stopped') && !answers;
  const unreachable = of('ingress', 'down').length > 0 && of('ingress', 'up').length === 0 && runs === undefined;
  const state: State = dead || unreachable ? 'down' : faults.length > 0 ? 'degraded' : runs === undefined ? 'unknown' : 'up';
  return { state, faults, notes: notes(checks, runs) };
}

/** Why it may be called up, as a sentence. */
function proof(checks: readonly Check[]): string | undefined {
  const up = (proves: Evidence): Check | undefined => checks.find((check) => check.proves === proves && check.state === 'up');
  const answer = up('direct') ?? up('ingress') ?? up('target');
  if (answer) return said(answer);
  const containers = checks.filter((check) => check.proves === 'container');
  if (containers.length === 0 || !containers.every((check) => check.state === 'up')) return undefined;
  const health = checks.find((check) => check.proves === 'health' && check.state === 'up' && !check.aside);
  if (health) return said(health);
  const couldSayMore = checks.some((check) => check.proves === 'direct' && check.declared);
  return couldSayMore
    ? undefined
    : containers[0] && containers.length === 1
      ? said(containers[0])
      : `All ${containers.length} of its containers run.`;
}

function notes(checks: readonly Check[], runs: string | undefined): string[] {
  if (checks.length === 0) return ['No check of it is declared.'];
  const found = runs === undefined ? [] : [runs];
  const login = checks.filter(
    (check) => check.proves === 'ingress' && check.state === 'unknown' && check.message !== undefined && check.lastSeen === undefined,
  );
  found.push(...login.map(said));
  const unseen = checks.filter((check) => check.declared && check.observedAt === undefined);
  if (unseen.length > 0)
    found.push(
      unseen.length === checks.length ? 'None of its checks was made.' : `Not checked: ${unseen.map((check) => check.title).join(', ')}.`,
    );
  if (checks.some((check) => check.lastSeen !== undefined)) found.push('Some of its checks are too old to count.');
  return found;
}
