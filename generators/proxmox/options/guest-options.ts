import { z } from 'zod';
import type { Guest } from '../../../core/model/guest/guest.ts';
import { line } from '../../../core/parse/scalars.ts';
import { mountPoint, storageId } from './scalars.ts';

const device = z.strictObject({
  path: z.string().regex(/^\/dev\/[A-Za-z0-9][A-Za-z0-9/._-]*$/, 'must be a device such as /dev/dri/renderD128'),
  gid: z.int().min(0).optional().describe('Group that it belongs to in the container, such as that of render'),
  uid: z.int().min(0).optional(),
  mode: z
    .string()
    .regex(/^0[0-7]{3}$/, 'must be four octal digits, such as "0660"')
    .optional(),
});

const disk = z.strictObject({
  size: z.int().min(1).describe('GiB'),
  datastore: storageId.optional().describe('Storage, where it is not that of the first disk'),
  mount: mountPoint.optional().describe('Where a container has it; a VM mounts its disks itself'),
  backup: z.boolean().default(true).describe('Whether it is in the copies of the whole guest'),
});

/** What a guest says under `proxmox`. */
export const guestOptions = z.strictObject({
  image: z.string().optional().describe('One of systems.proxmox.terraform.images; the only one of its type unless said'),
  datastore: storageId.optional().describe('Storage of its disk'),
  disks: z.array(disk).default([]).describe('Disks beyond the first, whose size is that of the guest'),
  'by-hand': line.optional().describe('Why Terraform leaves it to people'),
  exists: z.boolean().default(false).describe('It was there before Terraform, which takes it over as it is'),
  disposable: line.optional().describe('Why it may be destroyed and made anew; without a reason it never is'),
  'start-order': z
    .int()
    .min(0)
    .max(9999)
    .optional()
    .describe('When it starts among the guests of its host; follows from the needs of services'),
  'on-boot': z.boolean().default(true).describe('Whether it starts with its host'),
  agent: z.boolean().default(false).describe('A VM has the guest agent installed and running; Terraform waits for it'),
  unprivileged: z.boolean().optional().describe('Whether root of a container is nobody on the host; true unless said'),
  nesting: z.boolean().optional().describe('Whether a container may run containers; true where it has an engine, and as systemd needs it'),
  pci: z.array(z.string()).default([]).describe('Devices of systems.proxmox.terraform.pci that a VM is given'),
  devices: z.array(device).default([]).describe('Device nodes that a container is given, such as the GPU’s'),
});

export type GuestOptions = z.output<typeof guestOptions>;

const NOTHING_SAID = guestOptions.parse({});

/** The same for a guest that says nothing. */
export function optionsOf({ native }: Guest): GuestOptions {
  // The schema of this system gave it.
  return (native as GuestOptions | undefined) ?? NOTHING_SAID;
}
