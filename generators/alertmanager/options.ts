import { z } from 'zod';
import { duration, reference } from '../../core/parse/scalars.ts';

/** How often an alert that goes on is sent again. */
const repeatSchema = z.strictObject({
  critical: duration.default('1h').describe('While a critical alert fires'),
  other: duration.default('12h').describe('While any other alert fires that is sent'),
});

/** `systems.alertmanager` in the inventory. Without it nothing is generated, and Alertmanager keeps the configuration of a person. */
export default z
  .strictObject({
    service: reference.optional().describe('Service that runs Alertmanager'),
    webhook: reference.optional().describe('Secret of that service: a file that holds the address which gets the alerts'),
    repeat: repeatSchema.default(repeatSchema.parse({})),
  })
  .refine(({ service, webhook }) => (service === undefined) === (webhook === undefined), 'must have both service and webhook, or neither');
