import type { Model, Observation, State } from '../../../core/contract.ts';
import type { Probe } from '../../../core/facts/probe.ts';
import { probesOf } from '../../../core/facts/probes.ts';
import { ends, say } from '../../../lib/phrase/phrase.ts';
import { instantOf, type Sample } from './samples.ts';
import type { SubjectIndex } from './subject-index.ts';

const DAY = 86_400;

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

/** When certificates end, for the declared certificate checks. `samples` are instants in seconds. */
export function certificateObservations(samples: readonly Sample[], model: Model, source: string): Observation[] {
  return samples.flatMap((sample) => {
    const hostname = (sample.labels['instance'] ?? '')
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[:/].*$/, '')
      .toLowerCase();
    const at = instantOf(sample.value);
    if (at === undefined) return [];
    return probesOf(model).flatMap((probe): Observation[] => {
      if (probe.kind !== 'tls' || probe.hostname !== hostname) return [];
      const left = sample.value - Date.parse(sample.at) / 1000;
      const state: State = left <= 0 ? 'down' : left < probe.warnDays * DAY ? 'degraded' : 'up';
      return [
        { subject: probe.subject, check: probe.check, state, message: say`The certificate ${ends(at)}`, at, observedAt: sample.at, source },
      ];
    });
  });
}
