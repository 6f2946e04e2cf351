import { isRunning } from '../../core/facts/backup/jobs.ts';
import { policiesInto } from '../../core/facts/backup/of-repository.ts';
import { type Schedule, schedulesOf } from '../../core/facts/backup/schedules.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import { parseCalendar } from '../../lib/calendar/calendar.ts';
import { nextRuns } from '../../lib/calendar/runs.ts';
import { wallClock } from '../../lib/calendar/wall-clock.ts';
import { model } from './lab.ts';

/** Something that runs on a schedule, and when it runs next. */
export interface ScheduledRun extends Schedule {
  /** On the clock of the lab, as if it were UTC; absent when it never runs again. */
  readonly next?: Date;
}

const built = new Date();

/** When the next runs were worked out. */
export const builtAt = built.toISOString();

/** Every schedule of the backups, the next one first. */
export const scheduledRuns: readonly ScheduledRun[] = schedulesOf(model)
  .map((schedule): ScheduledRun => {
    const next = nextRun(schedule.expression);
    return { ...schedule, ...(next ? { next } : {}) };
  })
  .sort((a, b) => (a.next?.getTime() ?? Infinity) - (b.next?.getTime() ?? Infinity));

/** What writes to a repository and what looks after it. */
export function schedulesInto(repository: Repository): readonly ScheduledRun[] {
  if (!isRunning(repository)) return [];
  const writers = policiesInto(model, repository).filter(({ planned }) => !planned);
  return [repository, ...writers]
    .flatMap(({ subject }) => bySubject.get(subject) ?? [])
    .sort((a, b) => a.turn - b.turn)
    .map(({ run }) => run);
}

const bySubject = Map.groupBy(
  scheduledRuns.map((run, turn) => ({ run, turn })),
  ({ run }) => run.subject,
);

/** The next run of a systemd calendar expression, on the clock of the lab as if it were UTC. */
function nextRun(expression: string): Date | undefined {
  const calendar = parseCalendar(expression);
  const [next] = calendar ? nextRuns(calendar, wallClock(built, model.lab.timezone), 1) : [];
  return next === undefined ? undefined : new Date(next * 1000);
}

const clock = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'UTC', hourCycle: 'h23', weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
});

/** `Wed, 26 Nov, 02:30`, as the clocks of the lab say it. */
export const nextWords = ({ next }: ScheduledRun): string => (next ? clock.format(next) : 'never');
