import { parseCalendar } from '../../lib/calendar/calendar.ts';
import { longestGap, nextRuns } from '../../lib/calendar/runs.ts';
import { promisedWords } from '../../lib/plain-words.ts';
import type { Model } from '../contract.ts';
import { filesOf, writtenBy } from '../facts/backup/jobs.ts';
import type { BackupPolicy } from '../model/policy/policy.ts';
import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

/** Copies are made as often as is promised, by whatever schedule really makes them. */
export function checkObjectives(model: Model, context: Context): void {
  for (const policy of model.policies) if (!policy.planned) checkSchedules(policy, context);
  for (const service of model.services) {
    if (service.planned) continue;
    checkCarriers(service, context);
    checkPromise(service, context);
  }
}

function checkSchedules(policy: BackupPolicy, context: Context): void {
  const { id, schedule, dumps, rpo } = policy;
  for (const [key, expression] of [['schedule', schedule] as const, ...(dumps === undefined ? [] : [['dumps', dumps] as const])]) {
    const gap = gapOf(expression);
    if (gap <= rpo) continue;
    context.report(
      'objective-unmet',
      place('policies', id, key),
      `policies.${id} promises to lose ${promisedWords(rpo)} at most, and policies.${id}.${key} ${pause(gap)}.`,
      { hint: 'Run it more often, or raise rpo.' },
    );
  }
  if (dumps === undefined || gapOf(schedule) > rpo || gapOf(dumps) > rpo || isFresh(schedule, dumps, rpo)) return;
  context.report(
    'objective-unmet',
    place('policies', id, 'dumps'),
    `policies.${id} promises to lose ${promisedWords(rpo)} at most, and its dumps are older than an hour when they are copied: what is lost is a pause of its schedule and their age.`,
    { hint: 'Dump shortly before the copy, or raise rpo.' },
  );
}

/** Seconds that a dump may be older at its copy than is promised in all: it has to be made before. */
const GRACE = 3600;
/** Copies that are looked at, from a moment that never changes. Calendars come round within a year. */
const COPIES = 400;
const FROM = Date.UTC(2026, 0, 1) / 1000;

/** Whether every copy finds a dump so young that a pause until the next copy and its age are within the promise. */
function isFresh(schedule: string, dumps: string, rpo: number): boolean {
  const [copying, dumping] = [parseCalendar(schedule), parseCalendar(dumps)];
  if (!copying || !dumping) return true;
  const oldest = rpo - gapOf(schedule) + GRACE;
  return nextRuns(copying, FROM, COPIES).every((copy) => (nextRuns(dumping, copy - oldest - 1, 1)[0] ?? copy + 1) <= copy);
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
  const whole = machine.kind === 'guest' ? machine.backup.policy : undefined;
  if (!whole || filesOf(policy).length > 0) return policy;
  return writtenBy(policy).some((repository) => writtenBy(whole).includes(repository)) ? whole : policy;
}

/** Every day of two centuries is looked at for one, and a lab has few schedules. */
const gaps = new Map<string, number>();

/** Seconds; 0 for what is no expression, which the schema has reported. */
function gapOf(expression: string): number {
  const known = gaps.get(expression);
  if (known !== undefined) return known;
  const calendar = parseCalendar(expression);
  const gap = calendar ? longestGap(calendar) : 0;
  gaps.set(expression, gap);
  return gap;
}

const pause = (gap: number) => (Number.isFinite(gap) ? `has pauses of up to ${promisedWords(gap)}` : 'has no second run');
