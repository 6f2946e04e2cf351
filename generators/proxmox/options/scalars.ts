import { z } from 'zod';

/** As Proxmox VE names a storage. */
export const storageId = z
  .string()
  .regex(/^[a-z][a-z0-9\-_.]*[a-z0-9]$/i, 'must be the name of a storage, such as local-lvm')
  .max(100, 'must be at most 100 characters');

/** `<storage>:<content>/<file>`. */
export const volumeId = z
  .string()
  .regex(
    /^[a-z][a-z0-9\-_.]*[a-z0-9]:(import|iso|vztmpl)\/[A-Za-z0-9][A-Za-z0-9._+-]*$/i,
    'must be a volume such as local:import/debian.qcow2',
  );

/** As Proxmox VE names a node. */
export const node = z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/, 'must be the name of a node');
