import type { Observation, State } from '../../../core/contract.ts';
import type { ExpectedRun } from '../../../core/facts/backup/expected-runs.ts';
import { ago, type Phrase, say, limit as within } from '../../../lib/phrase/phrase.ts';
import { machineOf } from './measures.ts';
import { instantOf, type Sample } from './samples.ts';
import type { SubjectIndex } from './subject-index.ts';

/** What the jobs of the backup leave for node_exporter on their machines. */
export const BACKUP_QUERIES = {
  success: 'rackbook_job_last_success_timestamp_seconds',
  code: 'rackbook_job_exit_code',
  guest: 'rackbook_guest_backup_last_success_timestamp_seconds',
} as const;

export type BackupSamples = Readonly<Record<keyof typeof BACKUP_QUERIES, readonly Sample[]>>;

/** Seconds that the clocks of two machines may differ. */
const CLOCK_SKEW = 300;

/** How old the last good run of each thing is that has to run. What Prometheus does not know is unknown, never well. */
export function backupObservations(
  runs: readonly ExpectedRun[],
  samples: BackupSamples,
  index: SubjectIndex,
  now: Date,
  source: string,
): Observation[] {
  return runs.map((run) => {
    const isOf = (sample: Sample) => speaksOf(run, sample, index);
    const [last] = samples[run.guest ? 'guest' : 'success'].filter(isOf).toSorted((a, b) => b.value - a.value);
    const failed = run.guest ? undefined : samples.code.find((sample) => isOf(sample) && sample.value !== 0);
    const { subject, check } = run;
    return { subject, check, ...judge(run, last, failed, now.getTime() / 1000), observedAt: now.toISOString(), source };
  });
}

function judge(
  { limit, job }: ExpectedRun,
  last: Sample | undefined,
  failed: Sample | undefined,
  now: number,
): Pick<Observation, 'state' | 'message' | 'at'> {
  const failure = failed ? `the last run failed with exit code ${failed.value}` : undefined;
  const at = last && instantOf(last.value);
  if (!last || at === undefined) {
    // A failed run that never went well, or a guest without any backup; else there is no sample.
    if (failure !== undefined) return { state: 'down', message: `None has ended well, and ${failure}` };
    return last ? { state: 'down', message: 'There is none' } : { state: 'unknown', message: 'Prometheus knows nothing of it' };
  }
  const age = now - last.value;
  if (age < -CLOCK_SKEW) return { state: 'unknown', message: 'It is said to have been in the future: a clock is wrong' };
  const isOld = age > limit;
  const state: State = isOld ? 'down' : failure === undefined ? 'up' : 'degraded';
  const promise = isOld ? say`, and ${allowed(job, limit)}` : '';
  return { state, message: say`The last good one ended ${ago(at)}${promise}${failure === undefined ? '' : `; ${failure}`}`, at };
}

const allowed = (job: ExpectedRun['job'], limit: number): Phrase =>
  job === 'backup' ? say`at most ${within(limit)} may be lost` : say`it is due within ${within(limit)}`;

/** Prometheus has a label `job` of its own, and calls that of an exporter `exported_job`. */
function speaksOf({ guest, policy, repository, machine, job }: ExpectedRun, sample: Sample, index: SubjectIndex): boolean {
  const { labels } = sample;
  const on = machineOf(sample, index);
  if (on !== undefined && on !== machine.subject) return false;
  if (guest) return labels['vmid'] === String(guest.vmid) && labels['datastore'] === repository.location;
  if ((labels['exported_job'] ?? labels['job']) !== job) return false;
  const named = labels['repository'];
  return policy ? labels['policy'] === policy.id && (named === undefined || named === repository.id) : named === repository.id;
}
