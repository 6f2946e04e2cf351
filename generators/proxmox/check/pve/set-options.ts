import type { Cluster, StandingGuest } from './cluster.ts';
import type { Raw } from './description.ts';
import { privilegeOf } from './option-privileges.ts';
import { demand } from './permissions.ts';
import { formatOf, readProperties } from './property-text.ts';
import { Refusal } from './refusal.ts';

/** The bridge of every node, as `interfaces` makes it. */
const BRIDGE = 'vmbr0';
const DISK = /^(scsi|virtio|sata|ide|efidisk|tpmstate|rootfs|mp)\d*$/;
const GIB = 1024 ** 3;

/** Takes options into a guest as Proxmox VE does: disks are allocated, hardware addresses are made. What a token may not do is refused. */
export function setOptions(
  cluster: Cluster,
  guest: StandingGuest,
  options: ReadonlyMap<string, string>,
  rawOf: (name: string) => Raw | undefined,
  pool?: string,
): void {
  for (const [name, value] of options) {
    if (/^(delete|digest|force|skiplock|revert)$/.test(name)) continue;
    if (/^dev\d+$/.test(name))
      throw new Refusal(403, 'Permission check failed (configuring device passthrough is only allowed for root@pam)');
    const format = formatOf(rawOf(name) ?? {});
    const properties = format && readProperties(value, format);
    const read = properties instanceof Map ? properties : new Map<string, string>();
    if (name === 'features') checkFeatures(guest, options, read);
    if (/^hostpci\d+$/.test(name)) checkDevice(cluster, read);
    demandOption(cluster, guest, name, pool);
    if (/^net\d+$/.test(name)) demand(cluster, bridgePath(read), ['SDN.Use']);
    if (DISK.test(name)) demandSpace(cluster, value);
    if (/^net\d+$/.test(name)) guest.config.set(name, withAddress(guest, name, value, read));
    else if (DISK.test(name)) guest.config.set(name, allocated(guest, name, value));
    else if (name === 'description') guest.config.set(name, asKept(guest, value));
    else guest.config.set(name, value);
  }
  for (const name of options.get('delete')?.split(',') ?? []) {
    if (DISK.test(name) && guest.config.get('protection') === '1' && !guest.config.get(name)?.includes('media=cdrom'))
      throw new Refusal(500, `can't remove drive '${name}' - protection mode enabled`);
    guest.config.delete(name);
  }
}

/** The description of a container comes back with a line end, that of a VM without. */
export function asKept({ type }: Pick<StandingGuest, 'type'>, description: string): string {
  return type === 'lxc' ? `${description.trimEnd()}\n` : description;
}

function checkFeatures({ config }: StandingGuest, options: ReadonlyMap<string, string>, features: ReadonlyMap<string, string>): void {
  const unprivileged = options.get('unprivileged') ?? config.get('unprivileged');
  const others = [...features].filter(([name, value]) => name !== 'nesting' && value !== '0');
  if (unprivileged !== '1')
    throw new Refusal(403, 'Permission check failed (changing feature flags for privileged container is only allowed for root@pam)');
  if (others.length > 0)
    throw new Refusal(403, 'Permission check failed (changing feature flags (except nesting) is only allowed for root@pam)');
}

/** While a guest is made, what its pool allows counts. */
function demandOption(cluster: Cluster, { type, vmid }: StandingGuest, name: string, pool: string | undefined): void {
  demand(cluster, pool === undefined ? `/vms/${vmid}` : `/pool/${pool}`, [privilegeOf(type, name)]);
}

/** A VLAN of a bridge is a path of its own. */
function bridgePath(device: ReadonlyMap<string, string>): string {
  const tag = device.get('tag');
  return `/sdn/zones/localnetwork/${device.get('bridge')}${tag === undefined ? '' : `/${tag}`}`;
}

/** For what is allocated; a volume that is there already is the guest's own. */
function demandSpace(cluster: Cluster, value: string): void {
  const [, storage] = /(?:^|,|=)([a-z][\w.-]*):(?:\d+(?:\.\d+)?|cloudinit)(?:,|$)/i.exec(value) ?? [];
  if (storage !== undefined) demand(cluster, `/storage/${storage}`, ['Datastore.AllocateSpace']);
  const [, source] = /(?:^|,)import-from=([^,]+)/.exec(value) ?? [];
  if (source !== undefined) demandReading(cluster, source);
}

/** Whoever may look at a storage, or put something onto it, may make a guest from what lies there. */
export function demandReading(cluster: Cluster, volume: string): void {
  demand(cluster, `/storage/${volume.split(':')[0]}`, ['Datastore.Audit', 'Datastore.AllocateSpace', 'Datastore.AllocateTemplate'], true);
}

function checkDevice(cluster: Cluster, device: ReadonlyMap<string, string>): void {
  const mapping = device.get('mapping');
  const { mappings } = cluster;
  if (mapping === undefined) throw new Refusal(500, 'only root can set a hostpci without a mapping');
  if (!mappings.has(mapping)) throw new Refusal(500, `PCI device mapping "${mapping}" not found`);
  demand(cluster, `/mapping/pci/${mapping}`, ['Mapping.Use']);
}

function withAddress({ type, vmid }: StandingGuest, name: string, value: string, device: ReadonlyMap<string, string>): string {
  const bridge = device.get('bridge');
  if (bridge !== BRIDGE) throw new Refusal(500, `bridge '${bridge}' does not exist`);
  const made = `BC:24:11:${Number(vmid).toString(16).padStart(4, '0').match(/../g)?.slice(-2).join(':')}:0${name.slice(3)}`.toUpperCase();
  if (type === 'lxc') return device.has('hwaddr') ? value : `${value},hwaddr=${made},type=veth`;
  const others = value
    .split(',')
    .filter((part) => !/^(model|macaddr)=/.test(part) && part.includes('=') && !part.startsWith(`${device.get('model')}=`));
  return [`${device.get('model')}=${device.get('macaddr') ?? made}`, ...others].join(',');
}

/** `local-lvm:32,…` becomes the volume that was made for it. */
function allocated({ vmid, config, type }: StandingGuest, name: string, value: string): string {
  const parts = value.split(',');
  const at = parts.findIndex((part) => !part.includes('=') || /^(file|volume)=/.test(part));
  const volume = parts[at]?.replace(/^(file|volume)=/, '') ?? '';
  const rest = parts.filter((_, index) => index !== at);
  const [storage = '', wanted = ''] = volume.split(':');
  if (wanted === 'cloudinit') return `${storage}:vm-${vmid}-cloudinit,media=cdrom,size=4M`;
  // The size of a volume is what it is, shown in whole GiB.
  if (!/^\d+(\.\d+)?$/.test(wanted))
    return [volume, ...rest.map((part) => part.replace(/^size=(\d+)$/, (_, size) => `size=${Number(size) / GIB}G`))].join(',');
  const size = rest.some((each) => each.startsWith('import-from=')) ? '3G' : `${wanted}G`;
  const number = [...config.keys()].filter((each) => DISK.test(each) && each !== name).length;
  const kept = rest.filter((each) => !/^(import-from|size)=/.test(each));
  return [`${storage}:${type === 'lxc' ? 'subvol' : 'vm'}-${vmid}-disk-${number}`, ...kept, `size=${size}`].join(',');
}

/** Adds to a disk's size, or sets it: `+5G`, `32G`. It never shrinks. */
export function resize({ config }: StandingGuest, disk: string, size: string): void {
  const value = config.get(disk);
  if (value === undefined) throw new Refusal(500, `disk '${disk}' does not exist`);
  const now = bytes(/size=(\d+[MG])/.exec(value)?.[1] ?? '0G');
  const after = size.startsWith('+') ? now + bytes(size.slice(1)) : bytes(size);
  if (after < now) throw new Refusal(500, 'shrinking disks is not supported');
  config.set(disk, value.replace(/size=\d+[MG]/, `size=${after / GIB}G`));
}

function bytes(size: string): number {
  if (/^\d+$/.test(size)) return Number(size);
  return Number(size.slice(0, -1)) * (size.endsWith('M') ? 1024 ** 2 : GIB);
}

export function destroy({ guests, pools }: Cluster, guest: StandingGuest): void {
  if (guest.config.get('protection') === '1')
    throw new Refusal(500, `can't remove ${guest.type === 'lxc' ? 'CT' : 'VM'} ${guest.vmid} - protection mode enabled`);
  if (guest.status === 'running') throw new Refusal(500, `VM ${guest.vmid} is running - destroy failed`);
  guests.delete(guest.vmid);
  for (const { members } of pools.values()) members.delete(guest.vmid);
}
