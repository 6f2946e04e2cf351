import { type Phrase, say, sentence } from '../../lib/phrase/phrase.ts';
import { list } from '../../lib/plain-words.ts';
import type { Evidence } from '../check-kinds/check-kind.ts';
import type { Drift, State } from '../contract.ts';
import type { Check } from './checks.ts';
import type { Reason } from './status-view.ts';

/** What is wrong, for the wording of the verdict. */
export type FaultKind = 'stopped' | 'silent' | 'ingress' | 'unhealthy' | 'image' | 'certificate' | 'other';

/** A reason that makes a thing less than up. */
export interface Fault extends Reason {
  readonly kind: FaultKind;
  readonly state: 'down' | 'degraded';
}

/** What a thing's own checks say of it, before anything else is blamed. `faults` is empty when it is up or unknown, and never otherwise. */
export interface JudgedState {
  readonly state: State;
  readonly faults: readonly Fault[];
  /** What was seen well, and what was not seen. */
  readonly notes: readonly Reason[];
}

/** Faults of these kinds come first. */
const WEIGHTIEST_FIRST: readonly FaultKind[] = ['silent', 'stopped', 'ingress', 'unhealthy', 'image', 'certificate', 'other'];

const KINDS: Readonly<Partial<Record<Evidence, { readonly [S in 'down' | 'degraded']?: FaultKind }>>> = {
  direct: { down: 'silent' },
  container: { down: 'stopped', degraded: 'unhealthy' },
  ingress: { down: 'ingress' },
  guard: { down: 'ingress' },
  health: { down: 'unhealthy', degraded: 'unhealthy' },
  certificate: { down: 'certificate', degraded: 'certificate' },
};

/** A sentence for one check: its message when it has one. */
export const said = (check: Check): Phrase => sentence(say`${check.title}: ${check.message ?? check.state}`);

/** What was seen well, as a reason. */
export const seenWell = (check: Check): Reason => ({ text: said(check), state: 'up', check: check.check });

/** Every check that is not good, and every other image, the weightiest first. */
export function faultsOf(checks: readonly Check[], drift: readonly Drift[] = []): Fault[] {
  const found = checks.flatMap((check): Fault[] => {
    const { state, proves } = check;
    if (state !== 'down' && state !== 'degraded') return [];
    return [{ kind: KINDS[proves]?.[state] ?? 'other', state, text: said(check), check: check.check }];
  });
  const images = drift
    .filter(({ kind }) => kind === 'image')
    .map(({ message }): Fault => ({ kind: 'image', state: 'degraded', text: sentence(message) }));
  const weight = ({ kind, state }: Fault): number => 2 * WEIGHTIEST_FIRST.indexOf(kind) + (state === 'down' ? 0 : 1);
  return [...found, ...images].sort((a, b) => weight(a) - weight(b));
}

/** What was not seen, and why. */
export function unseen(checks: readonly Check[]): Reason[] {
  const note = (text: Phrase): Reason => ({ text, state: 'unknown' });
  if (checks.length === 0) return [note('No check of it is declared.')];
  const missing = checks.filter((check) => check.declared && check.observedAt === undefined);
  const old = checks.some((check) => check.lastSeen !== undefined);
  const uncertain = checks.filter((check) => check.state === 'unknown' && check.message !== undefined && check.lastSeen === undefined);
  return [
    ...uncertain.map((check): Reason => ({ text: said(check), state: 'unknown', check: check.check })),
    ...(missing.length === 0
      ? []
      : [
          note(
            missing.length === checks.length
              ? 'None of its checks was made.'
              : `Not checked: ${list(
                  missing.map(({ title }) => title),
                  8,
                )}.`,
          ),
        ]),
    ...(old ? [note('Some of its checks are too old to count.')] : []),
  ];
}
