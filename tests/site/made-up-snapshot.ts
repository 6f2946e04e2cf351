import { containersOf } from '../../core/compose/containers.ts';
import type { Observation, Snapshot, State } from '../../core/contract.ts';
import { backupJobs, guestJobs } from '../../core/facts/backup/jobs.ts';
import { probesOf } from '../../core/facts/probes.ts';
import { loadLab } from '../../core/load.ts';
import type { SubjectId } from '../../core/model/node.ts';
import { ago, say } from '../../lib/phrase/phrase.ts';
import { systems } from '../../registry/systems.gen.ts';
import { REFERENCE } from '../labs/labs.ts';

export const TTL_SECONDS = 900;

/** What a source may say to break out of a page. */
const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

interface SnapshotOptions {
  readonly ageSeconds?: number;
  /** Ids of sources that do not answer; what they would have said is missing. */
  readonly dead?: readonly ('probe' | 'docker')[];
  readonly states?: Readonly<Partial<Record<SubjectId, State>>>;
}

/** A snapshot of the reference lab in which everything is up but what `states` says, and every source says something hostile. */
export async function makeUpSnapshot({ ageSeconds = 60, dead = [], states = {} }: SnapshotOptions = {}): Promise<Snapshot> {
  const lab = await loadLab(REFERENCE, systems);
  if (!lab.ok) throw new Error('The reference inventory has mistakes.');
  const observedAt = new Date(Date.now() - ageSeconds * 1000).toISOString();
  const seen = (subject: SubjectId, check: string, source: string): Observation => {
    const state = states[subject] ?? 'up';
    const at = new Date(Date.parse(observedAt) - 11 * 3_600_000).toISOString();
    const well = check.startsWith('container:') ? say`Runs, started ${ago(at)}` : 'answers';
    const message = state === 'up' ? well : HOSTILE;
    return { subject, check, state, message, value: 38, unit: 'ms', observedAt, source };
  };
  const { model } = lab.value;
  const [probes, containers] = [probesOf(model), containersOf(model)];
  /** The last copy is four hours old: a day and a half where `states` says that something is wrong. */
  const copied = (subject: SubjectId, check: string): Observation => {
    const { value: _value, unit: _unit, ...made } = seen(subject, check, 'backup');
    const at = new Date(Date.parse(observedAt) - (made.state === 'up' ? 4 : 36) * 3_600_000).toISOString();
    return { ...made, message: made.state === 'up' ? say`The last good one ended ${ago(at)}` : HOSTILE, at };
  };
  const observations = [
    ...probes.map(({ subject, check }) => seen(subject, check, 'probe')),
    ...containers.map(({ service, name }) => seen(service.subject, `container:${name}`, 'docker')),
    ...backupJobs(model).flatMap(({ machine, policy, repositories }) =>
      repositories.map(({ id }) => copied(policy.subject, `backup:${id}@${machine.id}`)),
    ),
    ...guestJobs(model).flatMap(({ guests, repository }) => guests.map(({ subject }) => copied(subject, `backup:${repository.id}`))),
  ];
  const sources = (['probe', 'docker', 'backup'] as const).map((id) =>
    dead.some((each) => each === id)
      ? { id, title: `Source ${id}`, ok: false, error: `no route to ${id}`, durationMs: 3000 }
      : { id, title: `Source ${id}`, ok: true, durationMs: 40 },
  );
  return {
    schema: 'rackbook/snapshot/2',
    takenAt: observedAt,
    ttlSeconds: TTL_SECONDS,
    sources,
    observations: observations.filter(({ source }) => !dead.some((id) => id === source)),
    drift: [{ subject: 'service:radarr', kind: 'image', declared: 'radarr:1', actual: HOSTILE, message: HOSTILE, source: 'docker' }],
  };
}
