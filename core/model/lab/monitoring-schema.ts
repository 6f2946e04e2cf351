import { z } from 'zod';
import { httpUrl, reference } from '../../parse/scalars.ts';

/** What the inventory says of the system that watches the lab. */
export const monitoringSchema = z.strictObject({
  service: reference.describe('Service that it is'),
  url: httpUrl.describe('Where `npm run status` asks it'),
});

export type MonitoringInput = z.infer<typeof monitoringSchema>;
