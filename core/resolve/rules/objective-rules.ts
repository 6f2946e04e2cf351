import type { BackupPolicy, Repository } from '../../backup-model.ts';
import { promisedWords } from '../../collect/plain-words.ts';
import { isRunning } from '../../facts/backup/jobs.ts';
import type { Model, Service } from '../../model.ts';
import { parseCalendar } from '../../schedule/calendar.ts';
import { longestGap } from '../../schedule/runs.ts';
import { type Context, place } from '../context.ts';

/** Copies are made as often as is promised, by whatever schedule really makes them. */
export function checkObjectives(model: Model, context: Context): void {
  for (const policy of model.policies) if (!policy.planned) checkSchedules(policy, context);
  for (const service of model.services) {
    if (service.planned) continue;
    checkCarriers(service, context);
    checkPromise(service, context);
  }
}

function checkSchedules({ id, schedule, dumps, rpo }: BackupPolicy, context: Context): void {
  for (const [key, expression] of [['schedule', schedule] as const, ...(dumps === undefined ? [] : [['dumps', dumps] as const])]) {
    const gap = gapOf(expression);
    if (gap <= rpo) continue;
    context.report(
      'objective-unmet',
      place('policies', id, key),
      `policies.${id} promises to lose ${promisedWords(rpo)} at most, and its ${key} ${pause(gap)}.`,
      { hint: 'Run it more often, or raise rpo.' },
    );
  }
}

function checkCarriers(service: Service, context: Context): void {
  service.data.forEach(({ path, backup: { policy } }, index) => {
    const carrier = policy && carrierOf(service, policy);
    if (!policy || !carrier || carrier === policy || gapOf(carrier.schedule) <= policy.rpo) return;
    context.report(
      'objective-unmet',
      place('services', service.id, 'data', index, 'backup'),
      `policies.${policy.id} promises to lose ${promisedWords(policy.rpo)} at most, and ${path} of ${service.id} is copied with its guest by policies.${carrier.id}, which ${pause(gapOf(carrier.schedule))}.`,
      { hint: `Back the guest ${service.runsOn.id} up by ${policy.id}, or use ${carrier.id} here.` },
    );
  });
}

function checkPromise(service: Service, context: Context): void {
  const { rpo } = service.recovery;
  if (rpo === undefined) return;
  const slow = service.data
    .flatMap(({ backup: { policy } }) => (policy && carrierOf(service, policy)) ?? [])
    .find(({ schedule }) => gapOf(schedule) > rpo);
  if (slow)
    context.report(
      'objective-unmet',
      place('services', service.id, 'recovery', 'rpo'),
      `services.${service.id} promises to lose ${promisedWords(rpo)} at most, and policies.${slow.id} ${pause(gapOf(slow.schedule))}.`,
      { hint: 'Use a policy that runs more often, or raise rpo.' },
    );
}

/** The policy by whose schedule data under a policy are copied: its guest's where the whole guest is what is copied, else its own. */
function carrierOf({ runsOn: machine }: Service, policy: BackupPolicy): BackupPolicy {
  const isOf = (type: Repository['type']) => (repository: Repository) => repository.type === type && isRunning(repository);
  const whole = machine.kind === 'guest' ? machine.backup.policy : undefined;
  if (!whole || policy.repositories.some(isOf('restic'))) return policy;
  return policy.repositories.some((repository) => isOf('pbs')(repository) && whole.repositories.includes(repository)) ? whole : policy;
}

/** Seconds. What is no expression was reported by the schema. */
function gapOf(expression: string): number {
  const calendar = parseCalendar(expression);
  return calendar ? longestGap(calendar) : 0;
}

const pause = (gap: number) => (Number.isFinite(gap) ? `has pauses of up to ${promisedWords(gap)}` : 'has no second run');
