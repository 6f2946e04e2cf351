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
 * Which folders and files of a Debian machine lead to all of it. A read-only view of the kernel is not among them: what it tells of other
 * processes needs a right of its own, see `capability-doors.ts`.
 */
export const HOST_PARTS: readonly HostPart[] = [
  { match: /^\/$/, read: true, why: 'which is all of the machine' },
  { match: /^\/etc(\/(shadow-?|gshadow-?|ssh(\/.*)?))?$/, read: true, why: 'where its passwords and keys are' },
  { match: /^\/(root|home|home\/[^/]+|root\/\.ssh(\/.*)?|home\/[^/]+\/\.ssh(\/.*)?)$/, read: true, why: 'where the keys of its users are' },
  { match: /^\/run\/(dbus(\/.*)?|systemd(\/private)?)$/, read: true, why: 'where the bus is by which root starts any program' },
  { match: /^\/proc\/\d+(\/.*)?$/, read: true, why: 'which leads into a process of the machine' },
  { match: /^\/dev$/, read: true, why: 'which is all of its devices' },
  { match: /^\/(proc|sys)(\/.*)?$/, read: false, why: 'by which its kernel is told what to do' },
  {
    match: /^\/usr(\/local|(\/local)?\/(bin|sbin|lib|lib32|lib64|libexec)(\/.*)?)?$/,
    read: false,
    why: 'where the programs of the machine are',
  },
  { match: /^\/boot(\/.*)?$/, read: false, why: 'from which the machine starts' },
  {
    match:
      /^\/etc\/(passwd-?|group-?|sudoers|sudoers\.d|cron[^/]*|anacrontab|systemd|pam\.d|security|init\.d|rc[^/]*|profile|profile\.d|bash\.bashrc|ld\.so[^/]*|environment|apt|modprobe\.d|sysctl\.d|sysctl\.conf|udev|network|hosts)(\/.*)?$/,
    read: false,
    why: 'which decides what root runs',
  },
  { match: /^\/var\/spool\/(cron|at|anacron)(\/.*)?$/, read: false, why: 'which decides what root runs' },
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
