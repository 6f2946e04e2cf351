import type { Model } from '../../../core/contract.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import { optionsOf } from '../options/guest-options.ts';
import type { TerraformOptions } from '../options/terraform-options.ts';
import { cloneOf, datastoreOf, fileOf } from './downloads.ts';
import { addressBlocks, networkDevices } from './network-parts.ts';
import { imageOf } from './terraform-lab.ts';
import type { GuestParts } from './vm.ts';

/** Attributes as in the provider's docs/resources/virtual_environment_container, v0.111. */
export function containerParts(model: Model, options: TerraformOptions, guest: Guest): GuestParts {
  const own = optionsOf(guest);
  const store = datastoreOf(options, guest);
  const unprivileged = own.unprivileged ?? true;
  const template = fileOf(options, guest);
  // Proxmox VE takes keys only when it makes a container: a copy has those of its template.
  const account = template === undefined ? [] : [{ type: 'user_account', attributes: { keys: options['ssh-keys'] } }];
  return {
    attributes: { unprivileged, start_on_boot: own['on-boot'] },
    blocks: [
      ...cloneOf(options, guest),
      { type: 'cpu', attributes: { cores: guest.cores } },
      { type: 'memory', attributes: { dedicated: guest.memoryMiB } },
      { type: 'disk', attributes: { datastore_id: store, size: guest.diskGiB } },
      ...own.disks.map(({ size, datastore = store, backup, mount }) => ({
        type: 'mount_point',
        attributes: { path: mount, volume: datastore, size: `${size}G`, backup },
      })),
      ...networkDevices(guest),
      // Without it the systemd of a container cannot close its services off, nor an engine run containers. No token may set it otherwise.
      ...(unprivileged ? [{ type: 'features', attributes: { nesting: own.nesting ?? true } }] : []),
      {
        type: 'initialization',
        attributes: { hostname: guest.id },
        blocks: [...addressBlocks(model, guest), ...account],
      },
      ...(template === undefined
        ? []
        : [{ type: 'operating_system', attributes: { template_file_id: template, type: imageOf(options, guest)?.image.os } }]),
    ],
    // Changed later, each of these would make the container anew; devices are given by root, see `devices`.
    born: ['clone', 'device_passthrough', 'initialization[0].user_account', 'operating_system[0].template_file_id'],
    taken: ['disk', 'features', 'initialization', 'mount_point', 'operating_system', 'pool_id', 'unprivileged'],
  };
}
