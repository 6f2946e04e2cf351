import { z } from 'zod';
import { gitUrl, reference, schedule } from '../../core/parse/scalars.ts';
import { parseCalendar } from '../../lib/calendar/calendar.ts';
import { cronForm } from '../../lib/calendar/cron-form.ts';

const when = schedule.refine((text) => {
  const calendar = parseCalendar(text);
  return calendar !== undefined && cronForm(calendar) !== undefined;
}, 'must be a time that cron can say: without seconds, years, and not weekdays together with days of the month');

/** Playbooks that may start by themselves: those that ask for nothing and put no data back. */
const schedules = z.strictObject({
  site: when.optional(),
  deploy: when.optional(),
  check: when.optional(),
  update: when.optional(),
  backup: when.optional(),
});

/** `systems.semaphore` in the inventory. Without `service` nothing is generated. */
export default z.strictObject({
  service: reference.optional().describe('Service that runs Semaphore'),
  repository: gitUrl.optional().describe('Where it gets the lab from; that of lab.recovery.git unless said'),
  branch: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'must be the name of a branch: letters, digits and ._/- only')
    .default('main')
    .describe('Branch that it runs'),
  login: z.boolean().default(false).describe('Whether a web address of the repository needs a user and a password'),
  provisioner: z.enum(['terraform', 'tofu']).default('terraform').describe('Program that plans and applies Terraform files'),
  schedules: schedules.default({}).describe('When it starts playbooks by itself, in the time zone of the lab'),
});
