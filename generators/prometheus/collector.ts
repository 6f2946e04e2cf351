import type { Target } from 'prometheus-query';
import { vantageProblem } from '../../core/collect/vantage.ts';
import type { Collection, Collector, CollectorIo, Model, Observation } from '../../core/contract.ts';
import { expectedRuns } from '../../core/facts/backup/expected-runs.ts';
import { list } from '../../lib/plain-words.ts';
import checkKinds from './check-kinds.ts';
import { alertObservations } from './query/alerts.ts';
import { BACKUP_QUERIES, backupObservations } from './query/backups.ts';
import { openPrometheus, queryError } from './query/client.ts';
import { MEASURES, measureObservations } from './query/measures.ts';
import { certificateObservations, probeObservations } from './query/probes.ts';
import { samplesOf } from './query/samples.ts';
import { subjectIndex } from './query/subject-index.ts';
import { targetObservations } from './query/targets.ts';

const SOURCE = 'prometheus';
const TITLE = 'Prometheus';

/** Asks the lab's Prometheus for its targets, firing alerts, probes, the machines' numbers and the age of the backups. */
export default {
  id: SOURCE,
  title: TITLE,
  deadlineMs: 20_000,
  checks: checkKinds,
  async collect(model: Model, io: CollectorIo): Promise<Collection> {
    const started = performance.now();
    const end = (observations: readonly Observation[], error?: string): Collection => ({
      sources: [
        {
          id: SOURCE,
          title: TITLE,
          ok: error === undefined,
          ...(error === undefined ? {} : { error }),
          durationMs: Math.round(performance.now() - started),
        },
      ],
      observations,
      drift: [],
    });
    const { monitoring } = model.lab;
    if (monitoring?.system !== SOURCE) return { sources: [], observations: [], drift: [] };
    if (!/^https?:\/\//i.test(monitoring.url) || !URL.canParse(monitoring.url)) return end([], 'Its address is no http or https address.');
    const problem = vantageProblem(model, io);
    if (problem !== undefined) return end([], problem);

    const parts = await ask(model, io, new URL(monitoring.url));
    const failed = parts.filter((part) => part.error !== undefined);
    const first = failed[0];
    const observations = parts.flatMap((part) => part.observations);
    if (first === undefined)
      return end([
        ...observations,
        {
          subject: monitoring.service.subject,
          check: 'target:api',
          state: 'up',
          message: 'Answers queries',
          observedAt: io.now().toISOString(),
          source: SOURCE,
        },
      ]);
    if (failed.length === parts.length) return end([], `It ${first.error}.`);
    return end(
      observations,
      `Not everything was read: its ${list([...new Set(failed.map(({ title }) => title))])} could not be read; it ${first.error}.`,
    );
  },
} satisfies Collector;

interface Part {
  readonly title: string;
  readonly observations: readonly Observation[];
  /** The end of a sentence that begins with the source. */
  readonly error?: string;
}

function ask(model: Model, io: CollectorIo, url: URL): Promise<Part[]> {
  const driver = openPrometheus(url, io);
  const index = subjectIndex(model);
  const runs = expectedRuns(model);
  const query = async (text: string) => samplesOf(await driver.instantQuery(text, io.now()), io);
  return Promise.all([
    part('targets', async () => {
      const { activeTargets } = (await driver.targets('active' as never)) as { activeTargets: Target[] };
      return targetObservations(activeTargets, index, io, SOURCE);
    }),
    part('alerts', async () => alertObservations(await driver.alerts(), index, model.lab.subject, io, SOURCE)),
    part('probes', async () => probeObservations(await query('probe_success'), index, SOURCE)),
    part('certificates', async () => certificateObservations(await query('probe_ssl_earliest_cert_expiry'), model, SOURCE)),
    ...(runs.length === 0
      ? []
      : [
          part('backups', async () => {
            const { success, code, guest } = BACKUP_QUERIES;
            const [ended, codes, guests] = await Promise.all([query(success), query(code), query(guest)]);
            return backupObservations(runs, { success: ended, code: codes, guest: guests }, index, io.now(), SOURCE);
          }),
        ]),
    ...MEASURES.map((measure) => part('numbers', async () => measureObservations(measure, await query(measure.query), index, SOURCE))),
  ]);
}

async function part(title: string, work: () => Promise<readonly Observation[]>): Promise<Part> {
  try {
    return { title, observations: await work() };
  } catch (error) {
    return { title, observations: [], error: queryError(error) };
  }
}
