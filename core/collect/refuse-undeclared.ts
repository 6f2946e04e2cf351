import { type CheckKinds, kindName, kindOf } from '../check-kinds/check-kind.ts';
import type { Collection, Observation, SourceReport } from '../contract.ts';
import { redact } from './redact.ts';

type Looked = Pick<Collection, 'sources' | 'observations'>;

/** Kinds that are named in a reason; the rest is counted. */
const NAMED = 5;

/**
 * Takes out every observation whose check is of an undeclared kind: what it means is not known, so it must count for nothing.
 * Its source becomes a recorded failure. `say` makes the reason, a sentence, of the kinds; they come from a live source, and are redacted.
 */
export function refuseUndeclared<T extends Looked>(looked: T, kinds: CheckKinds, say: (kinds: string) => string): T {
  const refused = looked.observations.filter(({ check }) => kindOf(check, kinds) === undefined);
  if (refused.length === 0) return looked;
  const reasons = new Map([...Map.groupBy(refused, ({ source }) => source)].map(([source, own]) => [source, say(kindsIn(own))]));
  const reported = looked.sources.map((source) => failed(source, reasons.get(source.id)));
  const unreported = [...reasons]
    .filter(([id]) => !looked.sources.some((source) => source.id === id))
    .map(([id, error]): SourceReport => ({ id, title: redact(id, 100), ok: false, error: redact(error), durationMs: 0 }));
  return {
    ...looked,
    sources: [...reported, ...unreported],
    observations: looked.observations.filter((observation) => !refused.includes(observation)),
  };
}

function failed(source: SourceReport, reason: string | undefined): SourceReport {
  if (reason === undefined) return source;
  return {
    ...source,
    ok: false,
    error: redact(source.error === undefined ? reason : `${source.error.replace(/[^.!?]$/, '$&.')} ${reason}`),
  };
}

function kindsIn(observations: readonly Observation[]): string {
  const kinds = [...new Set(observations.map(({ check }) => redact(kindName(check), 40)))].sort();
  const more = kinds.length - NAMED;
  return `${kinds.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
