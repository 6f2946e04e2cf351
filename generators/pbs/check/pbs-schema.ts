import { z } from 'zod';
import { CALENDAR_EVENT } from '../../../tools/verify/calendar-event.ts';

// What the stand-in of `proxmox-backup-manager` takes, written from the public API documentation of Proxmox Backup Server 4. Unknown options
// are refused, as that program does.

/** What the stand-in keeps. */
export type PbsTable = 'datastores' | 'prune-job' | 'verify-job';

const truth = z.enum(['true', 'false', '0', '1']);
const count = z.string().regex(/^[1-9]\d*$/);
const event = z.string().max(128).regex(CALENDAR_EVENT);

const datastoreName = z
  .string()
  .min(3)
  .max(32)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
const path = z.string().regex(/^\/./);
/** `proxmox-backup-manager datastore create <name> <path>` and `… update <name>`. */
export const datastoreCreate = z.strictObject({
  name: datastoreName,
  path,
  'gc-schedule': event.optional(),
  comment: z.string().optional(),
  'verify-new': truth.optional(),
  'reuse-datastore': truth.optional(),
});
export const datastoreUpdate = z.strictObject({
  'gc-schedule': event.optional(),
  comment: z.string().optional(),
  'verify-new': truth.optional(),
});

const jobId = z
  .string()
  .min(3)
  .max(32)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
const pruneOptions = {
  store: datastoreName,
  schedule: event,
  ns: z.string(),
  'max-depth': count,
  comment: z.string(),
  disable: truth,
  'keep-last': count,
  'keep-hourly': count,
  'keep-daily': count,
  'keep-weekly': count,
  'keep-monthly': count,
  'keep-yearly': count,
};
const verifyOptions = {
  store: datastoreName,
  schedule: event,
  ns: z.string(),
  comment: z.string(),
  'ignore-verified': truth,
  'outdated-after': z.string().regex(/^\d+$/),
};
/** `proxmox-backup-manager prune-job` and `verify-job`, `create <id>` and `update <id>`. */
export const JOBS = {
  'prune-job': {
    create: z.strictObject(pruneOptions).partial().required({ store: true, schedule: true }).extend({ id: jobId }),
    update: z.strictObject(pruneOptions).partial(),
    options: Object.keys(pruneOptions),
  },
  'verify-job': {
    create: z.strictObject(verifyOptions).partial().required({ store: true }).extend({ id: jobId }),
    update: z.strictObject(verifyOptions).partial(),
    options: Object.keys(verifyOptions),
  },
} as const;
