import { z } from 'zod';
import { once } from '../../../lib/once.ts';
import type { SystemParts } from '../../contract.ts';
import { labSchema } from './lab.ts';
import { httpUrl, reference } from './scalars.ts';

/** What the inventory says of the system that watches the lab. */
export const monitoringSchema = z.strictObject({
  service: reference.describe('Service that it is'),
  url: httpUrl.describe('Where `npm run status` asks it'),
});

export type MonitoringInput = z.infer<typeof monitoringSchema>;

/** The schema of `lab` with a key for each system that can watch the lab, named like the system: `prometheus`. They are not in its type. */
export const labWith = once((systems: readonly SystemParts[]) => {
  const keys = systems.flatMap(({ id, monitors }) => (monitors ? [[id, monitoringSchema.optional()] as const] : []));
  return labSchema.extend<Record<never, never>>(Object.fromEntries(keys));
});
