import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HclReading, type ReadBlock, readHcl } from '../../../formats/hcl-read.ts';
import type { Cluster, GuestType, StandingGuest } from './pve/cluster.ts';
import type { AccessDocument } from './pve-access.ts';

/** A guest as the generated files declare it. */
export interface DeclaredGuest {
  /** `proxmox_virtual_environment_vm.nas`. */
  readonly address: string;
  readonly file: string;
  readonly type: GuestType;
  readonly node: string;
  readonly vmid: string;
  readonly protected: boolean;
  readonly exists: boolean;
  /** Template that it is cloned from. */
  readonly template?: { readonly node: string; readonly vmid: string };
}

/** Who Terraform is. */
export const USER = 'rackbook-terraform@pve';
const TYPES: Readonly<Record<string, GuestType>> = { proxmox_virtual_environment_vm: 'qemu', proxmox_virtual_environment_container: 'lxc' };

/** The guests of the files of a folder, read by a reader of our own. */
export async function declaredGuests(folder: string, files: readonly string[]): Promise<readonly DeclaredGuest[]> {
  const read = await Promise.all(files.map(async (file) => ({ file, blocks: readHcl(await readFile(join(folder, file), 'utf8')) })));
  const imports = new Set(
    read.flatMap(({ blocks }) =>
      blocks.flatMap(({ type, attributes: { to } }) => (type === 'import' && to instanceof HclReading ? [to.path] : [])),
    ),
  );
  return read.flatMap(({ file, blocks }) => blocks.flatMap((block) => guestOf(file, block, imports)));
}

function guestOf(
  file: string,
  { type: kind, labels: [type = '', name = ''], attributes, blocks }: ReadBlock,
  imports: ReadonlySet<string>,
): readonly DeclaredGuest[] {
  const guestType = kind === 'resource' ? TYPES[type] : undefined;
  if (!guestType) return [];
  const node = String(attributes['node_name']);
  const address = `${type}.${name}`;
  const clone = blocks.find((each) => each.type === 'clone')?.attributes;
  const template = clone && { node: String(clone['node_name'] ?? node), vmid: String(clone['vm_id']) };
  return [
    {
      address,
      file,
      type: guestType,
      node,
      vmid: String(attributes['vm_id']),
      protected: attributes['protection'] === true,
      exists: imports.has(address),
      ...(template ? { template } : {}),
    },
  ];
}

/**
 * A cluster in which only stands what Terraform is to find: guests from before, made by hand in another way, templates, and what root has
 * made by the script beside. The token may do what that script gave it.
 */
export function clusterBefore(declared: readonly DeclaredGuest[], access: AccessDocument): Cluster {
  const guests = new Map<string, StandingGuest>();
  for (const { type, node, vmid, exists, template } of declared) {
    if (exists) guests.set(vmid, byHand(type, node, vmid, '99G'));
    if (template) guests.set(template.vmid, { ...byHand(type, template.node, template.vmid, '3G'), status: 'stopped' });
    // Of a container, the template says whether it is privileged.
    if (template) guests.get(template.vmid)?.config.set('template', '1').set('unprivileged', '1');
  }
  const nodes = [...new Set([...declared.map(({ node }) => node), ...declared.flatMap(({ template }) => template?.node ?? [])])];
  const pools = new Map(access.pool === null ? [] : [[access.pool, { comment: '', members: new Set(access.members.map(String)) }]]);
  const granted = (access.users[USER] ?? []).map(({ path, role, propagate }) => ({
    path,
    propagate,
    privileges: access.roles[role] ?? [],
  }));
  return { nodes, guests, pools, granted, needed: new Set(), mappings: new Set(Object.keys(access.mappings)), volumes: new Map() };
}

function byHand(type: GuestType, node: string, vmid: string, size: string): StandingGuest {
  const common = [
    ['cores', '1'],
    ['memory', '777'],
    ['onboot', '0'],
    ['description', 'Made by hand\n'],
  ] as const;
  const own =
    type === 'lxc'
      ? ([
          ['arch', 'amd64'],
          ['ostype', 'debian'],
          ['hostname', 'byhand'],
          ['rootfs', `tank:subvol-${vmid}-disk-0,size=${size}`],
          ['net0', 'name=eth0,bridge=vmbr0,hwaddr=BC:24:11:AA:AA:AA,ip=dhcp,type=veth'],
          ['unprivileged', '0'],
          ['swap', '512'],
        ] as const)
      : ([
          ['name', 'byhand'],
          ['ostype', 'l26'],
          ['scsihw', 'virtio-scsi-pci'],
          ['scsi0', `tank:vm-${vmid}-disk-0,size=${size}`],
          ['scsi1', `tank:vm-${vmid}-disk-1,size=7G`],
          ['net0', 'e1000=BC:24:11:AA:AA:AA,bridge=vmbr0'],
          ['smbios1', 'uuid=6b6f3f0a-0f4e-4b1c-9f43-0d1f3f0d9a11'],
        ] as const);
  return { type, node, vmid, config: new Map<string, string>([...common, ...own]), status: 'running' };
}
