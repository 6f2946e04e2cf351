import { z } from 'zod';
import { httpUrl, ID_PATTERN, line } from '../../../core/parse/scalars.ts';
import { node, stateFile, storageId, volumeId } from './scalars.ts';

const id = z.string().regex(ID_PATTERN, 'must be an id: lower-case letters, digits and single hyphens');

const common = {
  for: z.enum(['vm', 'lxc']),
  os: z
    .enum(['alpine', 'archlinux', 'centos', 'debian', 'devuan', 'fedora', 'gentoo', 'nixos', 'opensuse', 'ubuntu', 'unmanaged'])
    .default('debian')
    .describe('What a container is set up as; it says nothing of a VM'),
};

/** What a guest's first disk is made from. `url` is downloaded by the node itself and compared with the hash, `file` is there already. */
export const image = z.union([
  z.strictObject({
    ...common,
    url: httpUrl,
    sha512: z.string().regex(/^[0-9a-f]{128}$/, 'must be 128 hexadecimal digits'),
    'file-name': z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be the name of a file')
      .optional()
      .describe('Name in the storage where it is not that of the address; a disk has to end in .qcow2, .raw or .vmdk'),
    datastore: storageId.default('local').describe('Storage that takes it: content “import” for a VM, “vztmpl” for a container'),
  }),
  z.strictObject({ ...common, file: volumeId.describe('Volume that is there: local:import/debian.qcow2, local:vztmpl/…') }),
  z.strictObject({
    ...common,
    template: z.int().min(100).max(999_999_999).describe('VMID of a template that is cloned in full'),
    node: node.optional().describe('Node that the template is on, where that is not the guest’s own'),
  }),
]);

const pciDevice = z.strictObject({
  host: id.describe('Host that the device is in'),
  path: z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}(\.[0-7])?$/, 'must be an address of PCI such as 0000:00:17.0'),
  id: z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/, 'must be vendor and device such as 8086:a352, as lspci -nn shows them'),
  'subsystem-id': z
    .string()
    .regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/, 'must be two times four hexadecimal digits')
    .optional(),
  'iommu-group': z.int().min(0).optional(),
});

/** `systems.proxmox.terraform` in the inventory. */
export const terraformOptions = z.strictObject({
  'provider-version': z
    .string()
    .regex(/^(~>|>=|=)? ?0\.\d+(\.\d+)?$/, 'must be a version constraint of the provider, such as ~> 0.111.1')
    .default('~> 0.111.1')
    .describe('Versions of the provider bpg/proxmox that may be used; before 1.0 any of them may change its schema'),
  endpoint: httpUrl
    .optional()
    .describe('Where the API of Proxmox VE answers; port 8006 of the first host unless said. All hosts are one cluster behind it'),
  state: z
    .union([stateFile, z.enum(['http', 'pg'])])
    .default('/var/lib/rackbook/terraform/proxmox.tfstate')
    .describe('File that holds the state, outside of the repository; or http or pg, whose address and login come from the environment'),
  pool: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be the name of a pool')
    .default('rackbook')
    .describe('Pool that all its guests are in, to which the rights of its API token end'),
  datastore: storageId.default('local-lvm').describe('Storage of disks, unless a guest says another'),
  images: z
    .record(id, image)
    .default({})
    .describe('What guests are made from; a guest takes the only one of its type unless it says which'),
  pci: z.record(id, pciDevice).default({}).describe('Devices that a VM may be given, by the name of their mapping in the cluster'),
  user: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'must be a name of a user on Linux')
    .default('debian')
    .describe('User that cloud-init makes in a VM; a container has root'),
  'ssh-keys': z
    .array(line.regex(/^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp\d+|sk-[\w@.-]+) [A-Za-z0-9+/]+=*( .*)?$/, 'must be a public key in one line'))
    .min(1, 'must have the key of at least one person: nobody could log in to a new guest')
    .describe('Public keys that may log in to a new guest'),
  cpu: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'must be a type of processor')
    .default('x86-64-v2-AES')
    .describe('Type of processor that a VM sees'),
});

export type TerraformOptions = z.output<typeof terraformOptions>;
export type Image = z.output<typeof image>;
