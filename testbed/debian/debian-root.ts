/**
 * Shell commands that make the root of a machine out of a tree with Debian in it. They expect `$FOLDER` with `files` and `docker` in it,
 * `$TREE`, `$DISK`, `$NAME`, and as arguments pairs of a path in the machine and a file or folder of this machine that is to be seen there.
 *
 * What such a machine may do to the kernel that it shares with this one is what a container may: its own network's settings, nothing else.
 * systemd sees that and leaves out the units that would need more, so that none has to be taken away.
 */

import type { MachineRoot } from '../machine/boot.ts';
import { BIND_SHARED, DEVICES, handOver, PIVOT } from '../machine/root-parts.ts';

const MAKE_DEBIAN = `
set -eu
new=$FOLDER/root
if [ -z "$DISK" ]; then
  DISK=$FOLDER/layer
  mkdir "$DISK"
  mount -t tmpfs -o mode=755 tmpfs "$DISK"
  DOCKER=$FOLDER/docker
else
  DOCKER=$DISK/docker
fi
mkdir -p "$new" "$DISK/upper" "$DISK/work" "$DOCKER"
chmod 755 "$DISK/upper"
lower=$(printf '%s' "$TREE" | sed 's/[\\\\:,]/\\\\&/g')
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$DISK/upper,workdir=$DISK/work" "$new"
${DEVICES}mount -t proc proc "$new/proc"
mount --bind "$new/proc/sys" "$new/proc/sys"
mount --bind "$new/proc/sys/net" "$new/proc/sys/net"
mount -o remount,bind,ro "$new/proc/sys"
mount -t sysfs sysfs "$new/sys"
# systemd wants these two in one hierarchy, and mounts none of them where they have one each; a limit of processors needs it.
if grep -q ' /sys/fs/cgroup/cpu cgroup ' /proc/self/mounts; then
  mount -t tmpfs -o mode=755 tmpfs "$new/sys/fs/cgroup"
  for each in cpu cpuacct; do
    mkdir "$new/sys/fs/cgroup/$each"
    mount -t cgroup -o "$each" cgroup "$new/sys/fs/cgroup/$each"
  done
fi
mount -o remount,bind,ro "$new/sys"
mount -t tmpfs -o mode=755 tmpfs "$new/run"
${BIND_SHARED}mkdir -p -m 1777 "$new/run/lock"
mkdir -p "$new/var/lib/docker"
# Docker's own layers cannot be on a layered file system.
mount --bind "$DOCKER" "$new/var/lib/docker"
mkdir -p "$new$FOLDER/files"
mount --bind "$FOLDER/files" "$new$FOLDER/files"
echo "$NAME" >"$new/etc/hostname"
printf '127.0.0.1 localhost\\n127.0.1.1 %s\\n::1 localhost ip6-localhost ip6-loopback\\n' "$NAME" >"$new/etc/hosts"
hostname "$NAME"
ip link set lo up
${PIVOT}umount "$FOLDER/files"
rmdir -p "$FOLDER/files" 2>/dev/null || true
${handOver()}`;

/** The clock, the kernel's modules and the hardware are this machine's. */
const NOT_ITS_OWN = ['sys_module', 'sys_time', 'sys_rawio', 'sys_boot', 'mac_admin', 'mac_override', 'wake_alarm', 'block_suspend'];

/** `tree` is only read. What the machine changes is kept in the folder `disk`, or else in memory, and then lost with the machine. */
export function debianRoot(tree: string, disk = ''): MachineRoot {
  return { script: MAKE_DEBIAN, words: [], env: { TREE: tree, DISK: disk }, without: NOT_ITS_OWN };
}
