import type { Target } from 'prometheus-query';
import type { CollectorIo, Observation, State } from '../../../core/contract.ts';
import { type Phrase, quote, say } from '../../../lib/phrase/phrase.ts';
import type { SubjectIndex } from './subject-index.ts';

const LIMIT = 5000;

/** Every active target that belongs to a thing of the lab. Targets behind an exporter that probes tell nothing here: see probes. */
export function targetObservations(
  targets: readonly Target[],
  index: SubjectIndex,
  io: Pick<CollectorIo, 'now'>,
  source: string,
): Observation[] {
  return targets.slice(0, LIMIT).flatMap((target) => {
    const labels = stringLabels(target.labels);
    if ((target.discoveredLabels as Record<string, unknown> | undefined)?.['__param_target'] !== undefined) return [];
    const subject = index.of(labels);
    if (!subject) return [];
    const { state, message } = health(target);
    const observation: Observation = {
      subject,
      check: `target:${labels['job'] ?? target.scrapePool}:${labels['instance'] ?? ''}`.slice(0, 200),
      state,
      message,
      observedAt: moment(target.lastScrape, io),
      source,
    };
    return [observation];
  });
}

function health(target: Target): { state: State; message: Phrase } {
  switch (String(target.health)) {
    case 'up':
      return { state: 'up', message: 'Prometheus reads its metrics' };
    case 'down':
      return {
        state: 'down',
        message: say`Prometheus cannot read its metrics${target.lastError ? say`: ${quote(String(target.lastError))}` : ''}`,
      };
    default:
      return { state: 'unknown', message: 'Prometheus has not asked it yet' };
  }
}

/** A moment as ISO 8601; now for none, for nonsense, and for the year 1, which means never. */
export function moment(at: Date | string | null | undefined, io: Pick<CollectorIo, 'now'>): string {
  const time = at === null || at === undefined ? undefined : new Date(at).getTime();
  const now = io.now().getTime();
  return new Date(time === undefined || Number.isNaN(time) || time <= 0 || time > now ? now : time).toISOString();
}

/** Labels that are text; whatever else a source sends is left out. */
export function stringLabels(labels: unknown): Record<string, string> {
  if (typeof labels !== 'object' || labels === null) return {};
  return Object.fromEntries(Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
