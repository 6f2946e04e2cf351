/** A part of every machine that says or decides more than one application's data. */
interface HostPart {
  /** On {@link hostPath}. */
  readonly match: RegExp;
  /** Whether reading it is enough. */
  readonly read: boolean;
  /** What it leads to, in words that follow `mounts /etc, `. */
  readonly why: string;
}

/**
 * What below `/etc` root's own programs read: whoever writes there decides what root runs, whom it trusts or where its network leads. An
 * application's own folder, `/etc/<application>`, is none of these.
 */
const ROOT_SETTINGS =
  'adduser.conf alternatives anacrontab apparmor[^/]* apt bash[^/]* binfmt.d ca-certificates[^/]* cloud cron[^/]* crypttab dbus-1 default ' +
  'deluser.conf dhcp dkms dpkg environment exports[^/]* fail2ban fstab group-? grub.d hosts init.d initramfs-tools inittab inputrc ' +
  'iproute2 iptables iscsi kernel ld.so[^/]* libnl-3 login.defs logrotate[^/]* lvm mdadm modprobe.d modules modules-load.d multipath[^/]* ' +
  'needrestart network nft[^/]* nsswitch.conf opt pam[^/]* passwd-? perl pki polkit-1 profile profile.d python3[^/]* rc[^/]* ' +
  'rsyslog[^/]* security selinux shells skel ssl subgid-? subuid-? sudo[^/]* sysctl[^/]* systemd sysusers.d tmpfiles.d udev ufw update-motd.d zfs';
/** What below `/etc` holds keys or passwords of the machine itself. */
const ROOT_SECRETS =
  'corosync gshadow-? ipsec[^/]* krb5.keytab netplan NetworkManager openvpn ppp pve shadow-? ssh ssl/private swanctl wireguard wpa_supplicant';

const names = (words: string): string => words.replaceAll('.', '\\.').split(' ').join('|');
const below = (folder: string, words: string): RegExp => new RegExp(`^${folder}/(?:${names(words)})(?:/.*)?$`);

/**
 * Which folders and files of a Debian machine lead to all of it. Whatever holds one of them is one, too. A read-only view of the kernel is
 * not among them: what it tells of other processes needs a right of its own, see `right-doors.ts`.
 */
export const HOST_PARTS: readonly HostPart[] = [
  { match: /^\/$/, read: true, why: 'which is all of the machine' },
  { match: /^\/etc(\/ssl)?$/, read: true, why: 'where its passwords and keys are' },
  { match: below('/etc', ROOT_SECRETS), read: true, why: 'where its passwords and keys are' },
  { match: /^\/var\/backups(\/.*)?$/, read: true, why: 'where copies of its passwords are' },
  { match: /^\/(root(\/.*)?|home|home\/[^/]+|home\/[^/]+\/\..*)$/, read: true, why: 'where the keys of its users are' },
  {
    match: /^\/run\/(dbus(\/.*)?|systemd|systemd\/(private|io\.|system|transient|generator)[^/]*(\/.*)?|initctl|snapd[^/]*)$/,
    read: true,
    why: 'where the bus is by which root starts any program',
  },
  { match: /^\/run\/credentials(\/.*)?$/, read: true, why: 'where the secrets of its services are' },
  { match: /^\/run\/udev(\/.*)?$/, read: false, why: 'which decides what root runs' },
  { match: /^\/proc\/\d+(\/.*)?$/, read: true, why: 'which leads into a process of the machine' },
  { match: /^\/dev$/, read: true, why: 'which is all of its devices' },
  { match: /^\/(proc|sys)(\/.*)?$/, read: false, why: 'by which its kernel is told what to do' },
  {
    match: /^\/usr(\/local)?$|^\/usr\/local\/s?(bin|lib|libexec)(\/.*)?$|^\/usr\/(?!local\/|share\/(zoneinfo|ca-certificates)(\/|$)).+$/,
    read: false,
    why: 'where the programs of the machine are',
  },
  { match: /^\/(boot|snap|vmlinuz[^/]*|initrd[^/]*)(\/.*)?$/, read: false, why: 'from which the machine starts' },
  { match: below('/etc', ROOT_SETTINGS), read: false, why: 'which decides what root runs' },
  { match: /^\/var\/spool(\/(cron|at|anacron)(\/.*)?)?$/, read: false, why: 'which decides what root runs' },
  {
    match: below('/var/lib', 'lxc lxd incus libvirt machines NetworkManager pve-cluster qemu-server vz'),
    read: true,
    why: 'where the disks and keys of its guests and networks are',
  },
  {
    match: below('/var/lib', 'alternatives apt cloud dbus dkms dpkg initramfs-tools pam polkit-1 private snapd sudo systemd ucf'),
    read: false,
    why: 'by which the programs of the machine are kept',
  },
  { match: /^\/var\/log(\/journal(\/.*)?)?$/, read: false, why: 'where it is written what happened on the machine' },
];

/** Devices by which a program reads or writes the disks or the memory of the machine, past all that guards its files. */
const RAW =
  /^\/dev\/(?:(?:[shv]d|xvd)[a-z]+\d*|nvme\d.*|mmcblk\d.*|md\d.*|md\/.*|dm-\d+|mapper(?:\/.*)?|disk(?:\/.*)?|loop(?:\d.*|-control)|nbd\d.*|zd\d.*|zvol(?:\/.*)?|zfs|bcache\d.*|sg\d+|bsg(?:\/.*)?|k?mem|port|kmsg)$/;
/** Folders of `/dev` that hold no disks; one of another name is a group of volumes. */
const KNOWN_FOLDER =
  /^\/dev\/(?:bus|char|dri|dvb|dma_heap|fd|hugepages|input|kfd|net|nvidia-caps|pts|serial|shm|snd|usb|v4l|vfio|vhost.*|mqueue|accel|cpu)(?:\/|$)/;

/** Whether a device leads to the disks or the memory. */
export function isRawDevice(path: string): boolean {
  if (!path.startsWith('/dev/')) return path === '/dev';
  return RAW.test(path) || (/^\/dev\/[^/]+\/./.test(path) && !KNOWN_FOLDER.test(path));
}
