import { containerView } from '../../../core/compose/container-view.ts';
import type { Model } from '../../../core/contract.ts';
import type { Reporter } from '../../../core/reporter.ts';
import { containerRunning } from '../../../core/roles/player.ts';
import { projectOf } from '../facts/project.ts';

const PLAYER = { images: ['semaphore'] } as const;
/** Two names of one zone. */
const UTC: readonly string[] = ['UTC', 'Etc/UTC'];
const VARIABLE = 'SEMAPHORE_SCHEDULE_TIMEZONE';

/** Schedules are written in the time of the lab, and Semaphore reads them in that of its own setting, which is UTC. */
export function checkTimezone(model: Model, reporter: Reporter): void {
  const project = projectOf(model);
  if (!project || project.schedules.length === 0) return;
  const name = containerRunning(PLAYER, project.service);
  const container = name === undefined ? undefined : project.service.compose?.services?.[name];
  // One that is no container, or is built under another name, has its settings where we do not see them.
  if (!container) return;
  const { timezone } = model.lab;
  const has = containerView(container).environment[VARIABLE] ?? 'UTC';
  if (has === timezone || (UTC.includes(has) && UTC.includes(timezone))) return;
  reporter.report(
    'semaphore-timezone',
    reporter.optionSpan('semaphore', ['schedules']),
    `The lab keeps the time of ${timezone}, and Semaphore starts playbooks by that of ${has}.`,
    { severity: 'warning', hint: `Add ${VARIABLE}: ${timezone} to the environment of ${name}.` },
  );
}
