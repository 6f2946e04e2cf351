import type { Model, Observation, State } from '../../../core/contract.ts';
import type { Probe } from '../../../core/facts/probe.ts';
import { probesOf } from '../../../core/facts/probes.ts';
import { count } from '../../../lib/plain-words.ts';
import type { Sample } from './samples.ts';
import type { SubjectIndex } from './subject-index.ts';

/** What blackbox_exporter saw; a probe that is declared too gets the declared check's name, so it answers for it. */
export function probeObservations(samples: readonly Sample[], index: SubjectIndex, source: string): Observation[] {
  return samples.flatMap((sample) => {
    const target = sample.labels['instance'] ?? '';
    const probe = index.probe(target);
    const subject = probe?.subject ?? index.of(sample.labels);
    if (!subject) return [];
    return [
      {
        subject,
        check: probe?.check ?? `blackbox:${target}`.slice(0, 200),
        ...result(sample.value, probe, target, index),
        observedAt: sample.at,
        source,
      },
    ];
  });
}

function result(value: number, probe: Probe | undefined, target: string, index: SubjectIndex): { state: State; message: string } {
  if (value !== 1) return { state: 'down', message: 'Prometheus got no good answer' };
  // Its modules may count a login page as success, and it does not tell the status.
  const behindLogin =
    probe?.kind === 'http' ? probe.loginStatus.length > 0 : probe === undefined && target.includes('://') && !index.probe(target);
  if (behindLogin) return { state: 'unknown', message: 'Prometheus got an answer, which may be the login of the ingress' };
  return { state: 'up', message: 'Prometheus got a good answer' };
}

/** Days that certificates have left, for the declared certificate checks. `samples` are in seconds. */
export function certificateObservations(samples: readonly Sample[], model: Model, source: string): Observation[] {
  return samples.flatMap((sample) => {
    const hostname = (sample.labels['instance'] ?? '')
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[:/].*$/, '')
      .toLowerCase();
    const value = Math.floor(sample.value / 86_400);
    return probesOf(model)
      .filter((probe) => probe.kind === 'tls' && probe.hostname === hostname)
      .map((probe): Observation => {
        const state: State = sample.value <= 0 ? 'down' : probe.kind === 'tls' && value < probe.warnDays ? 'degraded' : 'up';
        const message = sample.value <= 0 ? `The certificate ended ${count(-value, 'day')} ago` : `${count(value, 'day')} left`;
        return { subject: probe.subject, check: probe.check, state, message, value, unit: 'days', observedAt: sample.at, source };
      });
  });
}
