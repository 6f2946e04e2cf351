import { toolOf } from '../../registry/catalog.ts';

/** Every schedule means for systemd what it means for the pages: the same form, and the same next runs. */

import type { Model } from '../../core/contract.ts';
import { schedulesOf } from '../../core/facts/backup/schedules.ts';
import { normalForm, parseCalendar } from '../../lib/calendar/calendar.ts';
import { nextRuns } from '../../lib/calendar/runs.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { run } from '../../tools/process.ts';
import type { ProofCheck } from '../record/record.ts';

/** Runs that are compared, from a moment that never changes. */
const RUNS = 5;
const FROM = Date.UTC(2026, 0, 1) / 1000;

export async function checkSchedules(model: Model): Promise<readonly ProofCheck[]> {
  const analyze = await findTool(toolOf('systemd-analyze'));
  if (isMissing(analyze)) throw new Error(analyze.missing);
  const checks: ProofCheck[] = [];
  for (const { id, subject, expression } of schedulesOf(model)) {
    const argv = [...analyze.argv, 'calendar', `--iterations=${RUNS}`, '--base-time=2026-01-01 00:00:00 UTC', expression];
    const done = await run(argv, { env: { TZ: 'UTC', LC_ALL: 'C' } });
    const problem = done.code === 0 ? differenceOf(expression, done.stdout) : done.stderr.trim();
    checks.push({ subject, name: `schedule ${id}: ${expression}`, ok: problem === undefined, detail: problem ?? 'as systemd has it' });
  }
  return checks;
}

function differenceOf(expression: string, said: string): string | undefined {
  const calendar = parseCalendar(expression);
  if (!calendar) return 'systemd takes it, and the inventory does not';
  const normal = /Normalized form: (.*)/.exec(said)?.[1];
  if (normal !== normalForm(calendar)) return `systemd reads it as ${normal}`;
  const theirs = [...said.matchAll(/(?:Next elapse|Iter(?:\.|ation) #\d+): \w{3} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/g)].map(([, at]) => at);
  const ours = nextRuns(calendar, FROM, RUNS).map((at) => new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' '));
  return theirs.join() === ours.join() ? undefined : `systemd runs it at ${theirs.join(', ')}`;
}
