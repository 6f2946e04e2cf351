import type { Host } from '../../../core/model/host/host.ts';
import { type HclBlock, type HclBody, hclReference } from '../../../formats/hcl.ts';
import type { TerraformOptions } from '../options/terraform-options.ts';
import { downloadsOf } from './downloads.ts';
import { resourceName } from './resource-name.ts';
import type { TerraformLab } from './terraform-lab.ts';

export const POOL = 'proxmox_virtual_environment_pool';
const PCI = 'proxmox_hardware_mapping_pci';
const PORT = 8006;

/** Terraform, where its state is, and the provider. */
export function versionsFile({ options, hosts }: TerraformLab): HclBody {
  const { state } = options;
  const backend =
    state === 'http' || state === 'pg'
      ? { type: 'backend', labels: [state] }
      : { type: 'backend', labels: ['local'], attributes: { path: state } };
  const provider = { source: 'bpg/proxmox', version: options['provider-version'] };
  return {
    blocks: [
      {
        type: 'terraform',
        // Since 1.5 there are import blocks, since 1.6 the tests and OpenTofu.
        attributes: { required_version: '>= 1.6' },
        blocks: [backend, { type: 'required_providers', attributes: { proxmox: provider } }],
      },
      { type: 'provider', labels: ['proxmox'], attributes: { endpoint: endpointOf(options, hosts) } },
    ],
  };
}

function endpointOf({ endpoint }: TerraformOptions, [first]: readonly Host[]): string {
  return endpoint ?? `https://${first?.primary?.ip ?? first?.id ?? ''}:${PORT}/`;
}

/** The pool that all guests are in. */
export function poolFile({ options: { pool } }: TerraformLab): HclBody {
  return {
    blocks: [
      { type: 'resource', labels: [POOL, 'guests'], attributes: { pool_id: pool, comment: 'Guests that Terraform makes from the inventory' } },
    ],
  };
}

/** What the nodes download; nothing is downloaded again because its author made another one. */
export function imagesFile(lab: TerraformLab): HclBody {
  return {
    blocks: downloadsOf(lab).map(({ name, node, image }): HclBlock => ({
      type: 'resource',
      labels: ['proxmox_download_file', name],
      attributes: {
        node_name: node,
        datastore_id: image.datastore,
        content_type: image.for === 'vm' ? 'import' : 'vztmpl',
        url: image.url,
        file_name: image['file-name'],
        checksum: image.sha512,
        checksum_algorithm: 'sha512',
        overwrite: false,
      },
    })),
  };
}

/** Devices by a name that guests may be given: one by its address alone can be given by root@pam only. */
export function pciFile({ options, hosts, guests }: TerraformLab, used: ReadonlySet<string>): HclBody {
  return {
    blocks: Object.entries(options.pci)
      .filter(([id]) => guests.length > 0 && used.has(id))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, device]): HclBlock => ({
        type: 'resource',
        labels: [PCI, resourceName(id)],
        attributes: {
          name: id,
          map: [
            {
              id: device.id,
              iommu_group: device['iommu-group'],
              node: hosts.find((host) => host.id === device.host)?.hypervisor?.node ?? device.host,
              path: device.path,
              subsystem_id: device['subsystem-id'],
            },
          ],
        },
      })),
  };
}

export const pciReference = (id: string) => hclReference(`${PCI}.${resourceName(id)}.name`);
