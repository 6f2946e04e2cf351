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

/** An instant that a metric holds in seconds, as ISO 8601 in UTC; undefined for 0, which means never, and for what no calendar has. */
export function instantOf(seconds: number): string | undefined {
  const ms = Math.round(seconds) * 1000;
  return ms > 0 && ms < FAR ? new Date(ms).toISOString() : undefined;
}

/** The first instant that ISO 8601 writes with more than four digits of the year. */
const FAR = Date.UTC(10_000, 0);
