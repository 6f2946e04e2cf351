import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { HclBlock, HclMap } from '../../../formats/hcl.ts';
import { optionsOf } from '../options/guest-options.ts';
import type { TerraformOptions } from '../options/terraform-options.ts';
import { cloneOf, datastoreOf, fileOf } from './downloads.ts';
import { addressBlocks, networkDevices } from './network-parts.ts';
import { isProtected } from './terraform-lab.ts';

/** What the two types of guests do not have alike. */
export interface GuestParts {
  readonly attributes: HclMap;
  readonly blocks: readonly HclBlock[];
  /** What only counts when it is made. */
  readonly born: readonly string[];
  /** What one that was there before keeps as it is, beside that. */
  readonly taken: readonly string[];
}

/** Attributes as in the provider's docs/resources/virtual_environment_vm, v0.111. */
export function vmParts(model: Model, options: TerraformOptions, guest: Guest): GuestParts {
  const own = optionsOf(guest);
  const isPassed = own.pci.length > 0;
  const memory = guest.memoryMiB;
  return {
    attributes: {
      name: guest.id,
      // A device of PCI Express needs this machine.
      machine: isPassed ? 'q35' : undefined,
      scsi_hardware: 'virtio-scsi-single',
      on_boot: own['on-boot'],
      // Without an agent Proxmox VE can only ask a guest to shut down, and waits half an hour for the answer.
      stop_on_destroy: isProtected(guest) ? undefined : true,
    },
    blocks: [
      ...cloneOf(options, guest),
      { type: 'agent', attributes: { enabled: own.agent } },
      { type: 'cpu', attributes: { cores: guest.cores, type: options.cpu } },
      // A device may write to any of the memory, so none of it is lent to others.
      { type: 'memory', attributes: { dedicated: memory, floating: isPassed ? undefined : memory } },
      ...disks(options, guest),
      ...networkDevices(guest),
      ...own.pci.map((id, index) => ({
        type: 'hostpci',
        attributes: { device: `hostpci${index}`, mapping: id, pcie: true },
      })),
      {
        type: 'initialization',
        attributes: { datastore_id: datastoreOf(options, guest) },
        blocks: [
          ...addressBlocks(model, guest),
          { type: 'user_account', attributes: { username: options.user, keys: options['ssh-keys'] } },
        ],
      },
      { type: 'operating_system', attributes: { type: 'l26' } },
      // Images for clouds write to it while they start, and some do not start without.
      { type: 'serial_device' },
    ],
    born: ['clone', 'disk[0].import_from'],
    taken: ['boot_order', 'disk', 'initialization', 'machine', 'operating_system', 'scsi_hardware', 'serial_device'],
  };
}

function disks(options: TerraformOptions, guest: Guest): readonly HclBlock[] {
  const store = datastoreOf(options, guest);
  const usual = { discard: 'on', iothread: true };
  const first = { interface: 'scsi0', datastore_id: store, size: guest.diskGiB, import_from: fileOf(options, guest), ...usual };
  const others = optionsOf(guest).disks.map(({ size, datastore = store, backup }, index) => ({
    interface: `scsi${index + 1}`,
    datastore_id: datastore,
    size,
    backup,
    ...usual,
  }));
  return [first, ...others].map((attributes) => ({ type: 'disk', attributes }));
}
