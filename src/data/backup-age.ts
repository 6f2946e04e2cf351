import type { State } from '../../core/contract.ts';
import { type ExpectedRun, expectedRuns } from '../../core/facts/backup/expected-runs.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { SubjectId } from '../../core/model/node.ts';
import type { BackupPolicy } from '../../core/model/policy/policy.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import type { Phrase } from '../../lib/phrase/phrase.ts';
import { duration } from './format-duration.ts';
import { model, statusOf } from './lab.ts';

/** The last copy of something in one repository, beside what is promised. */
export interface BackupAge {
  readonly subject: SubjectId;
  readonly title: string;
  /** Where it is made. */
  readonly on: { readonly subject: SubjectId; readonly title: string };
  readonly repository: Repository;
  /** Seconds. */
  readonly rpo: number;
  /** `up`: recent. `down`: older than promised, or there is none. `unknown`: never checked, or the snapshot is too old. */
  readonly state: State;
  /** What that means here, in a few words. */
  readonly words: string;
  /** When it was made, ISO 8601 in UTC. */
  readonly at?: string;
  readonly message?: Phrase;
}

const WORST_FIRST: readonly State[] = ['down', 'degraded', 'unknown', 'up'];

/** Every copy that the lab's schedules make, the worst first. */
export const backupAges: readonly BackupAge[] = expectedRuns(model)
  .flatMap((run) => (run.job === 'backup' ? age(run) : []))
  .sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));

const byRepository = Map.groupBy(backupAges, ({ repository }) => repository);

/** Those in one repository. */
export const backupAgesIn = (repository: Repository): readonly BackupAge[] => byRepository.get(repository) ?? [];

function age({ policy, guest, machine, repository, limit: rpo, check }: ExpectedRun): readonly BackupAge[] {
  const thing = guest ?? policy;
  return thing ? [ageOf(thing, { subject: thing.subject, title: thing.title, on: guest?.host ?? machine, repository, rpo }, check)] : [];
}

function ageOf(thing: Guest | BackupPolicy, base: Omit<BackupAge, 'state' | 'words'>, check: string): BackupAge {
  const { rpo } = base;
  const seen = statusOf(thing).checks.find((each) => each.check === check);
  if (!seen?.observedAt) return { ...base, state: 'unknown', words: 'not checked' };
  const { at } = seen;
  const known = { ...base, ...(at === undefined ? {} : { at }), ...(seen.message === undefined ? {} : { message: seen.message }) };
  if (seen.state === 'unknown') return { ...known, state: 'unknown', words: seen.lastSeen ? `was ${seen.lastSeen}` : 'could not be seen' };
  if (at === undefined) return { ...known, state: seen.state, words: seen.state === 'up' ? 'recent' : 'no good copy' };
  const late = (Date.now() - Date.parse(at)) / 1000 > rpo;
  if (late) return { ...known, state: 'down', words: `older than ${duration(rpo)}` };
  return seen.state === 'up' ? { ...known, state: 'up', words: 'recent' } : { ...known, state: seen.state, words: 'needs attention' };
}
