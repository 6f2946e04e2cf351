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

const PLAIN_PATH = /^(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;

/** Proxmox VE keeps it in a list of properties, which a comma would end. */
export const mountPoint = z.string().regex(PLAIN_PATH, 'must be an absolute path of letters, digits, dots, dashes and underscores');

/** A file beside Terraform, which expands nothing in it. */
export const stateFile = z
  .string()
  .regex(/^(\/[A-Za-z0-9][A-Za-z0-9._-]*)+\.tfstate$/, 'must be the absolute path of a file that ends in .tfstate, or http or pg');
