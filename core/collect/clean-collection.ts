import { z } from 'zod';
import type { CheckKinds } from '../check-kinds/check-kind.ts';
import type { Collection, Drift, Observation, SourceReport } from '../contract.ts';
import { cleanPhrase } from './clean-phrase.ts';
import { redact } from './redact.ts';
import { refuseUndeclared } from './refuse-undeclared.ts';
import { driftSchema, observationSchema, sourceSchema } from './snapshot-schema.ts';

const collectionSchema = z.strictObject({
  sources: z.array(sourceSchema),
  observations: z.array(observationSchema),
  drift: z.array(driftSchema),
});

/**
 * What a collector handed over, made fit for the snapshot: texts are redacted and cut, numbers that JSON cannot hold are left
 * out, and what is of a kind that is not among `kinds` becomes a failure of its source. Throws when the rest does not have the contract's shape, which is the collector's bug.
 */
export function clean(collection: Collection, kinds: CheckKinds): Collection {
  const cleaned = {
    sources: collection.sources.map(cleanSource),
    observations: collection.observations.map(cleanObservation),
    drift: collection.drift.map(cleanDrift),
  };
  collectionSchema.parse(cleaned);
  return refuseUndeclared(
    cleaned,
    kinds,
    (undeclared) => `It gave checks of a kind that it does not declare (${undeclared}); they are refused.`,
  );
}

const cleanSource = (source: SourceReport): SourceReport => ({
  ...source,
  title: redact(source.title, 100),
  ...(source.error === undefined ? {} : { error: redact(source.error) }),
});

function cleanObservation({ message, value, unit, ...rest }: Observation): Observation {
  return {
    ...rest,
    check: redact(rest.check, 200),
    ...(message === undefined ? {} : { message: cleanPhrase(message) }),
    ...(value === undefined || !Number.isFinite(value) ? {} : { value, ...(unit === undefined ? {} : { unit }) }),
  };
}

const cleanDrift = ({ declared, actual, ...drift }: Drift): Drift => ({
  ...drift,
  ...(declared === undefined ? {} : { declared: redact(declared) }),
  ...(actual === undefined ? {} : { actual: redact(actual) }),
  message: cleanPhrase(drift.message),
});
