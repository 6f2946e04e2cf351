import type { Alert } from 'prometheus-query';
import type { CollectorIo, Observation } from '../../../core/contract.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import { quote } from '../../../lib/phrase/phrase.ts';
import type { SubjectIndex } from './subject-index.ts';
import { stringLabels } from './targets.ts';

const LIMIT = 500;
/** Alerts that are meant to fire always or to tell without alarming. */
const QUIET = new Set(['none', 'info']);

/** Firing alerts, on the thing that their labels name, else on the lab. */
export function alertObservations(
  alerts: readonly Alert[],
  index: SubjectIndex,
  lab: SubjectId,
  io: Pick<CollectorIo, 'now'>,
  source: string,
): Observation[] {
  return alerts.slice(0, LIMIT).flatMap((alert) => {
    const labels = stringLabels(alert.labels);
    if (String(alert.state) !== 'firing' || QUIET.has(labels['severity'] ?? '')) return [];
    const notes = stringLabels(alert.annotations);
    const told = notes['summary'] ?? notes['description'];
    return [
      {
        subject: index.of(labels) ?? lab,
        check: `alert:${labels['alertname'] ?? 'without a name'}`.slice(0, 200),
        state: 'degraded' as const,
        message: told === undefined ? 'Fires' : [quote(told)],
        // It fires now; when it began is no news of its state.
        observedAt: io.now().toISOString(),
        source,
      },
    ];
  });
}
