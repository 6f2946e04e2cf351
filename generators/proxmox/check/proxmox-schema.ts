import { z } from 'zod';

// What the stand-ins of Proxmox' programs take, written from the public API documentation of Proxmox VE 9 and Proxmox Backup Server 4. Unknown
// options are refused, as these programs do.

const flag = z.enum(['0', '1']);
const truth = z.enum(['true', 'false', '0', '1']);
const configId = z.string().regex(/^[a-z][a-z0-9_-]+$/i);
const storageId = z.string().regex(/^[a-z][a-z0-9\-_.]*[a-z0-9]$/i);
const count = z.string().regex(/^[1-9]\d*$/);
const vmids = z.string().regex(/^[1-9]\d{2,8}(,[1-9]\d{2,8})*$/);
const keep = z
  .string()
  .regex(/^(keep-all=1|keep-(last|hourly|daily|weekly|monthly|yearly)=\d+(,keep-(last|hourly|daily|weekly|monthly|yearly)=\d+)*)$/);

const VALUES = String.raw`(\*|\d{1,4}(\.\.\d{1,4}|/\d{1,2})?(,\d{1,4}(\.\.\d{1,4}|/\d{1,2})?)*)`;
const DAY = '(mon|tue|wed|thu|fri|sat|sun)';
const WEEK = `${DAY}(\\.\\.${DAY})?(,${DAY}(\\.\\.${DAY})?)*`;
/** `[WEEKDAY] [[YEARS-]MONTHS-DAYS] [HOURS:MINUTES[:SECONDS]]`, of which at least one is there. */
const EVENT = new RegExp(
  `^(?=.)(${WEEK})?((?:^|(?<=.) )(${VALUES}-)?${VALUES}-${VALUES})?((?:^|(?<=.) )${VALUES}:${VALUES}(:${VALUES})?)?$`,
  'i',
);
const event = z.string().max(128).regex(EVENT);

const jobOptions = {
  enabled: flag,
  schedule: event,
  storage: storageId,
  vmid: vmids,
  mode: z.enum(['snapshot', 'suspend', 'stop']),
  comment: z.string().max(512),
  'prune-backups': keep,
  'repeat-missed': flag,
  'notes-template': z.string().max(1024),
  fleecing: z.string().regex(/^enabled=[01](,storage=[a-z][\w.-]*)?$/),
  node: z.string(),
  'exclude-path': z.string(),
  bwlimit: z.string().regex(/^\d+$/),
};

/** `pvesh create /cluster/backup` and `pvesh set /cluster/backup/<id>`. */
export const jobCreate = z
  .strictObject(jobOptions)
  .partial()
  .required({ schedule: true, vmid: true, storage: true })
  .extend({ id: configId.max(50) });
export const jobSet = z.strictObject(jobOptions).partial();

const storageOptions = {
  port: z.string().regex(/^[1-9]\d{0,4}$/),
  username: z.string().regex(/^[^\s:/]+@[a-z][\w.-]*(![\w.-]+)?$/i),
  fingerprint: z.string().regex(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/i),
  content: z.literal('backup'),
  'prune-backups': keep,
  disable: flag,
  namespace: z.string(),
};
/** `pvesm add pbs` and `pvesm set`. A password is refused: an argument can be read by everybody on the host. */
export const storageAdd = z
  .strictObject({ ...storageOptions, server: z.string().regex(/^[\w.:-]+$/), datastore: z.string() })
  .partial()
  .required({ server: true, datastore: true })
  .extend({ storage: storageId });
export const storageSet = z.strictObject(storageOptions).partial();

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
