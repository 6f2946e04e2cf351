import { namesSecret } from '../secret-variable.ts';
import { asSpec, type Opening } from './door.ts';
import { isItself, type MachineNames } from './machine-names.ts';

/** What stands behind the name of a volume: paths of the machine, or something that is a door whatever it holds. */
export interface VolumeSource {
  readonly paths: readonly string[];
  readonly readOnly: boolean;
  readonly opening?: Opening;
}

const NOTHING: VolumeSource = { paths: [], readOnly: false };
/** Views of the kernel that need no device, and the folder that a machine has each in. Source: filesystems(5). */
const KERNEL: Readonly<Record<string, string>> = {
  proc: '/proc',
  sysfs: '/sys',
  devtmpfs: '/dev',
  cgroup: '/sys/fs/cgroup',
  cgroup2: '/sys/fs/cgroup',
  bpf: '/sys/fs/bpf',
  configfs: '/sys/kernel/config',
  debugfs: '/sys/kernel/debug',
  tracefs: '/sys/kernel/tracing',
  securityfs: '/sys/kernel/security',
  efivarfs: '/sys/firmware/efi/efivars',
};
const REMOTE = /^(?:nfs4?|cifs|smb3|smbfs|9p|ceph)$/;
const ON_DISK = /^(?:ext[234]|xfs|btrfs|zfs|f2fs|jfs|bcachefs|vfat|exfat|ntfs3?|iso9660|udf|squashfs|erofs)$/;
/** Options that say where a share is. Source: nfs(5), mount.cifs(8). */
const WHERE = /^(?:addr|ip|mountaddr|mounthost|unc|source|servern|mon_addr)=(.*)$/;

/**
 * Reads a volume of a project as the driver `local` of `machine` mounts it. Whatever is not known is a door: it may be any part of the
 * machine.
 */
export function volumeSource(name: string, volume: unknown, machine: MachineNames): VolumeSource {
  const { driver, driver_opts } = asSpec(volume);
  const opening = (what: string): VolumeSource => ({ ...NOTHING, opening: { kind: 'folder', key: name, what: `mounts ${name}, ${what}` } });
  if (driver !== undefined && driver !== null && driver !== '' && driver !== 'local')
    return opening(`a volume of the driver ${driver}, which may be any folder`);
  if (driver_opts === undefined || driver_opts === null) return NOTHING;
  const said = asSpec(driver_opts);
  const [type, device, o] = ['type', 'device', 'o'].map((key) => String(said[key] ?? '')) as [string, string, string];
  const options = o.split(',').map((option) => option.trim());
  const readOnly = options.includes('ro');
  if (namesSecret(`${type},${o}`)) return opening('a volume that is decided on the machine');
  // A bind is one whatever the type says. Source: mount(2).
  if (options.some((option) => /^r?bind$/.test(option))) return { paths: device === '' ? [] : [device], readOnly };
  const kind = type.toLowerCase();
  const kernel = KERNEL[kind];
  if (kernel !== undefined) return { paths: [kernel], readOnly };
  if (kind === 'tmpfs' || kind === 'ramfs') return NOTHING;
  // An overlay is made of folders of the machine.
  if (kind === 'overlay')
    return {
      paths: options.flatMap((option) => /^(?:lowerdir\+?|upperdir|datadir\+?)=(.+)$/.exec(option)?.[1]?.split(':') ?? []),
      readOnly,
    };
  if (REMOTE.test(kind)) return remote(device, options, readOnly, machine, opening);
  if (ON_DISK.test(kind)) {
    const what = `mounts ${device} as ${type}, by which it gets at the disks of the machine`;
    return { ...NOTHING, opening: { kind: 'device', key: device, what } };
  }
  if (kind === '' || kind === 'none') return device === '' ? NOTHING : { paths: [device], readOnly };
  return opening(`a volume of the type ${type}, which nothing here knows`);
}

/** What another machine has is not of this one, unless that machine is itself. */
function remote(
  device: string,
  options: readonly string[],
  readOnly: boolean,
  machine: MachineNames,
  opening: (what: string) => VolumeSource,
): VolumeSource {
  const [, hosts = '', path = ''] = /^((?:\[[^\]]*\]|[^:/[])*):(.*)$/.exec(device) ?? /^\/\/([^/]*)(.*)$/.exec(device) ?? [];
  const said = options.flatMap((option) => WHERE.exec(option)?.[1] ?? []).map((where) => where.replace(/^\/\//, '').replace(/\/.*$/, ''));
  const places = [...hosts.split(','), ...said].map((place) => place.trim());
  if (places.some(namesSecret)) return opening('a share of a machine that is decided there');
  if (!places.some((place) => isItself(place, machine))) return NOTHING;
  return device.startsWith('//') || path === ''
    ? opening('a share of its own machine, which may be any folder')
    : { paths: [path], readOnly };
}
