import type { Host } from '../../../core/model/host/host.ts';
import type { HclBlock, HclBody } from '../../../formats/hcl.ts';
import type { TerraformOptions } from '../options/terraform-options.ts';
import { downloadsOf } from './downloads.ts';
import type { TerraformLab } from './terraform-lab.ts';

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

/** What the nodes download; nothing is downloaded again because its author made another one. */
export function imagesFile(lab: TerraformLab): HclBody {
  return {
    blocks: downloadsOf(lab).map(
      ({ name, node, image }): HclBlock => ({
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
      }),
    ),
  };
}
