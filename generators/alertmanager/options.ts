import { z } from 'zod';
import { duration, durationSeconds, reference } from '../../core/parse/scalars.ts';

/** Alertmanager sends a group at most every 5 minutes (`group_interval`), and forgets after 5 days what it has sent (`--data.retention`). */
const [SHORTEST, LONGEST] = ['10m', '5d'].map(durationSeconds) as [number, number];
const repeat = duration.refine((text) => {
  const seconds = durationSeconds(text);
  return seconds >= SHORTEST && seconds <= LONGEST;
}, 'must be from 10m to 5d, which is what Alertmanager can keep');

/** How often an alert that goes on is sent again. */
const repeatSchema = z.strictObject({
  critical: repeat.default('1h').describe('While a critical alert fires'),
  other: repeat.default('12h').describe('While any other alert fires that is sent'),
});

/** `systems.alertmanager` in the inventory. Without it nothing is generated, and Alertmanager keeps the configuration of a person. */
export default z
  .strictObject({
    service: reference.optional().describe('Service that runs Alertmanager'),
    webhook: reference.optional().describe('Secret of that service: a file that holds the address which gets the alerts'),
    repeat: repeatSchema.default(repeatSchema.parse({})),
  })
  .refine(({ service, webhook }) => (service === undefined) === (webhook === undefined), 'must have both service and webhook, or neither');
