import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { say } from '../../../lib/phrase/phrase.ts';
import { PROBE_KINDS } from '../../check-kinds/probe-kinds.ts';
import type { Collection, Collector, CollectorIo, Model, Observation } from '../../contract.ts';
import type { Probe } from '../../facts/probe.ts';
import { probesOf } from '../../facts/probes.ts';
import { vantageProblem } from '../vantage.ts';
import { probeDns } from './dns.ts';
import { probeHttp } from './http.ts';
import { outOfTime, type ProbeIo, type ProbeOutcome } from './outcome.ts';
import { probeTcp } from './tcp.ts';
import { probeTls } from './tls.ts';

/** Milliseconds for one try of one probe. */
const PROBE_MS = 2000;
/** Milliseconds before a failed probe is tried once more. */
const PAUSE_MS = 250;
const AT_ONCE = 24;
/** From so many silent endpoints on, on more than one host, the fault is rather on this side. */
const ENOUGH_TO_TELL = 3;

const SOURCE = 'probes';

/** Makes every declared check from this machine. */
const probes: Collector = {
  id: SOURCE,
  title: 'Probes from this machine',
  deadlineMs: 60_000,
  checks: PROBE_KINDS,
  async collect(model: Model, io: CollectorIo): Promise<Collection> {
    const started = performance.now();
    const report = (ok: boolean, error?: string) => [
      {
        id: SOURCE,
        title: probes.title,
        ok,
        ...(error === undefined ? {} : { error }),
        durationMs: Math.round(performance.now() - started),
      },
    ];
    if (probesOf(model).length === 0) return { sources: [], observations: [], drift: [] };
    const problem = vantageProblem(model, io);
    if (problem !== undefined) return { sources: report(false, problem.replace('was asked', 'was probed')), observations: [], drift: [] };

    const limit = pLimit(AT_ONCE);
    const all = await Promise.all(
      probesOf(model).map((probe) =>
        limit(async (): Promise<Made> => ({ probe, outcome: await twice(probe, io), at: io.now().toISOString() })),
      ),
    );
    const made = excuseResolver(all);
    const finished = made.filter(({ outcome }) => outcome !== outOfTime);
    const hosts = new Set(finished.map(({ probe }) => probe.host));
    const cutOff = finished.length >= ENOUGH_TO_TELL && hosts.size > 1 && finished.every(({ outcome }) => outcome.silent === true);
    const observations = made.map(({ probe, outcome, at }): Observation => {
      const { silent: _silent, ...seen } =
        cutOff && outcome.silent === true
          ? { ...outcome, state: 'unknown' as const, message: say`Indistinguishable from a fault on this side: ${outcome.message}` }
          : outcome;
      return { subject: probe.subject, check: probe.check, ...seen, observedAt: at, source: SOURCE };
    });
    const late = made.length - finished.length;
    if (cutOff)
      return {
        sources: report(
          false,
          'No probe got any answer, so the fault is probably between this machine and the lab. Nothing is counted as down.',
        ),
        observations,
        drift: [],
      };
    if (late > 0) return { sources: report(false, `There was no time for ${late} of ${made.length} probes.`), observations, drift: [] };
    return { sources: report(true), observations, drift: [] };
  },
};

export default probes;

interface Made {
  readonly probe: Probe;
  readonly outcome: ProbeOutcome;
  readonly at: string;
}

/** When this machine's resolver knows none of the lab's names, that says more of this machine than of every service. */
function excuseResolver(made: readonly Made[]): readonly Made[] {
  const names = made.filter(({ probe }) => probe.kind === 'dns' && probe.host === '');
  if (names.length < 2 || names.some(({ outcome }) => outcome.state !== 'down')) return made;
  const excused: ProbeOutcome = { state: 'unknown', message: "The resolver of the machine that looked does not know the lab's names" };
  return made.map((each) => (names.includes(each) ? { ...each, outcome: excused } : each));
}

/** A probe that fails is made once more before it counts. */
async function twice(probe: Probe, io: CollectorIo): Promise<ProbeOutcome> {
  const first = await once(probe, io);
  if (first.state !== 'down' || io.signal.aborted) return first;
  await sleep(PAUSE_MS);
  const second = await once(probe, io);
  return second === outOfTime ? first : second;
}

async function once(probe: Probe, io: CollectorIo): Promise<ProbeOutcome> {
  if (io.signal.aborted) return outOfTime;
  const outcome = await make(probe, { ...io, signal: AbortSignal.any([io.signal, AbortSignal.timeout(PROBE_MS)]) });
  // Only the collector's own deadline says nothing about the endpoint.
  return io.signal.aborted && outcome.silent === true ? outOfTime : outcome;
}

function make(probe: Probe, io: ProbeIo): Promise<ProbeOutcome> {
  switch (probe.kind) {
    case 'http':
      return probeHttp(probe, io);
    case 'tls':
      return probeTls(probe, io);
    case 'tcp':
      return probeTcp(probe, io);
    case 'dns':
      return probeDns(probe, io);
  }
}
