import { z } from 'zod';
import { parseCalendar } from '../../../lib/calendar/calendar.ts';
import { cronForm } from '../../../lib/calendar/cron-form.ts';
import { schedule } from '../../parse/scalars.ts';

const LABEL = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const label = z.string().regex(LABEL, 'must be a label of a runner: letters, digits and ._- only');

/** One label, or several that one runner has to have. */
const labels = z.union([label, z.array(label).min(1).max(10)]);

/** When something begins, in UTC: five fields of cron can say it. */
const when = schedule.refine((text) => {
  const calendar = parseCalendar(text);
  return calendar !== undefined && cronForm(calendar) !== undefined;
}, 'must be a time that cron can say: without seconds, years, and not weekdays together with days of the month');

/** Branches that need no quoting anywhere, which are nearly all. */
const branch = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/, 'must be the name of a branch: letters, digits and ._/- only');

/** What a lab says of the pipelines at its Git host, whichever that is. Without `runner` it has none. */
export const pipelineSettings = {
  runner: labels.optional().describe('Label, or labels, of the runner that reaches the machines; with it, pipelines are generated'),
  vpn: z
    .boolean()
    .default(false)
    .describe('Whether that runner is outside of the lab, and comes in by WireGuard as the secret LAB_VPN says'),
  branch: branch.default('main').describe('Branch that is deployed'),
  drift: when
    .optional()
    .describe('When it is seen whether the machines are as declared, in UTC: *-*-* 04:30; unless said, a person starts it'),
  update: when.optional().describe('When machines are updated, in UTC: Sun 02:00; unless said, a person starts it'),
};

export { label, labels };

/** Five fields of cron of what {@link pipelineSettings} took. */
export function cronOf(text: string | undefined): string | undefined {
  const calendar = text === undefined ? undefined : parseCalendar(text);
  return calendar && cronForm(calendar);
}
