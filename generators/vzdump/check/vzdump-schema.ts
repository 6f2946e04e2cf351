import { z } from 'zod';
import { CALENDAR_EVENT } from '../../../tools/verify/calendar-event.ts';

// What the stand-ins of `pvesh` and `pvesm` take, written from the public API documentation of Proxmox VE 9. Unknown options are refused, as
// these programs do.

/** What the stand-ins keep. */
export type VzdumpTable = 'jobs' | 'storages';

const flag = z.enum(['0', '1']);
const configId = z.string().regex(/^[a-z][a-z0-9_-]+$/i);
const storageId = z.string().regex(/^[a-z][a-z0-9\-_.]*[a-z0-9]$/i);
const vmids = z.string().regex(/^[1-9]\d{2,8}(,[1-9]\d{2,8})*$/);
const keep = z
  .string()
  .regex(/^(keep-all=1|keep-(last|hourly|daily|weekly|monthly|yearly)=\d+(,keep-(last|hourly|daily|weekly|monthly|yearly)=\d+)*)$/);

const event = z.string().max(128).regex(CALENDAR_EVENT);

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
/** `pvesm add pbs` and `pvesm set`. A password is refused: an argument can be read by every user of the host. */
export const storageAdd = z
  .strictObject({ ...storageOptions, server: z.string().regex(/^[\w.:-]+$/), datastore: z.string() })
  .partial()
  .required({ server: true, datastore: true })
  .extend({ storage: storageId });
export const storageSet = z.strictObject(storageOptions).partial();
