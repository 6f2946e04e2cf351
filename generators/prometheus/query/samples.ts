import type { QueryResult } from 'prometheus-query';
import type { CollectorIo } from '../../../core/contract.ts';
import { moment, stringLabels } from './targets.ts';

/** One number of an instant query. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

const LIMIT = 5000;

/** The finite numbers of a vector; NaN and infinities say nothing that a page could show. */
export function samplesOf(result: QueryResult, io: Pick<CollectorIo, 'now'>): Sample[] {
  if (String(result.resultType) !== 'vector' || !Array.isArray(result.result)) return [];
  return result.result.slice(0, LIMIT).flatMap((each: unknown) => {
    const { metric, value } = each as { metric?: { labels?: unknown } | null; value?: { time?: Date; value?: number } };
    if (typeof value?.value !== 'number' || !Number.isFinite(value.value)) return [];
    return [{ labels: stringLabels(metric?.labels), value: value.value, at: moment(value.time, io) }];
  });
}
