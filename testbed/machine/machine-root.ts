/**
 * Shell commands that make the root of a test machine and hand over to systemd. They expect `$FOLDER` with `files` and `docker` in it,
 * `$NAME`, `$TOOLS`, and as arguments the mount points to repeat, the word `--`, and pairs of a path in the machine and a file or folder of this machine that is to be seen there.
 *
 * The root is this machine's, with a layer above it that takes every change. Its `/dev` has loop devices, so that a file is a disk, and
 * nothing else of this machine's hardware.
 */

import { BIND_SHARED, DEVICES, handOver, PIVOT } from './root-parts.ts';

/** Units of this machine's systemd that would reach for the kernel or for hardware that is not there. */
const MASKED = [
  ...'systemd-sysctl systemd-modules-load systemd-binfmt systemd-remount-fs systemd-udevd systemd-udev-trigger systemd-sysusers'.split(' '),
  ...'systemd-tmpfiles-setup systemd-tmpfiles-setup-dev systemd-random-seed systemd-journal-flush systemd-update-utmp'.split(' '),
  ...'systemd-pstore systemd-firstboot systemd-machine-id-commit systemd-journal-catalog-update systemd-hwdb-update ldconfig'.split(' '),
].map((unit) => `${unit}.service`);
const MASKED_OTHERS = [
  'proc-sys-fs-binfmt_misc.automount dev-hugepages.mount dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount',
  'sys-fs-fuse-connections.mount sys-kernel-config.mount tmp.mount systemd-ask-password-console.path systemd-ask-password-wall.path',
].flatMap((words) => words.split(' '));

/** Where a machine finds the folder with the programs of the catalog. */
export const TOOLS_INSIDE = '/usr/local/lib/rackbook-tools';

export const MAKE_MACHINE = `
set -eu
layers=$FOLDER/layers new=$FOLDER/layers/root count=0
mkdir -p "$layers"
mount -t tmpfs -o mode=755 tmpfs "$layers"
mkdir "$new"
layer() {
  count=$((count + 1))
  mkdir "$layers/upper-$count" "$layers/work-$count"
  chmod --reference="$1" "$layers/upper-$count"
  chown --reference="$1" "$layers/upper-$count"
  lower=$(printf '%s' "$1" | sed 's/[\\\\:,]/\\\\&/g')
  mount -t overlay overlay -o "lowerdir=$lower,upperdir=$layers/upper-$count,workdir=$layers/work-$count" "$new$1"
}
layer /
while [ "$1" != -- ]; do
  if ! { [ -d "$1" ] && layer "$1" 2>/dev/null; }; then
    mount --bind "$1" "$new$1" 2>/dev/null && mount -o remount,bind,ro "$new$1" || true
  fi
  shift
done
${DEVICES}mount -t proc proc "$new/proc"
mount -t sysfs sysfs "$new/sys" 2>/dev/null || mount --rbind /sys "$new/sys"
mount -t tmpfs -o mode=755 tmpfs "$new/run"
mount -t tmpfs -o mode=1777 tmpfs "$new/tmp"
# The programs of the catalog, away from a folder for temporary files, since units have a private one.
if [ -d "$TOOLS" ]; then
  mkdir -p "$new${TOOLS_INSIDE}"
  mount --bind "$TOOLS" "$new${TOOLS_INSIDE}"
  mount -o remount,bind,ro "$new${TOOLS_INSIDE}"
fi
shift
${BIND_SHARED}mkdir -p "$new/run/lock" "$new$FOLDER" "$new/var/lib/docker"
chmod 1777 "$new/run/lock"
mount --bind "$FOLDER" "$new$FOLDER"
# Docker's own layers cannot be on a layered file system.
mount --bind "$FOLDER/docker" "$new/var/lib/docker"
rm -rf "$new/etc/systemd/system" "$new/etc/docker" "$new/etc/cron.d"
mkdir -p "$new/etc/systemd/system" "$new/etc/systemd/system-generators"
# Without udev no device ever comes, and systemd would unmount what is mounted by /etc/fstab.
ln -s /dev/null "$new/etc/systemd/system-generators/systemd-fstab-generator"
for unit in ${[...MASKED, ...MASKED_OTHERS].join(' ')}; do ln -s /dev/null "$new/etc/systemd/system/$unit"; done
printf '[Unit]\\nRequires=sysinit.target systemd-journald.service\\nAfter=sysinit.target\\nAllowIsolate=yes\\n' >"$new/etc/systemd/system/rackbook-machine.target"
: >"$new/etc/fstab"
echo "$NAME" >"$new/etc/hostname"
echo "127.0.0.1 localhost $NAME" >"$new/etc/hosts"
hostname "$NAME"
ip link set lo up
${PIVOT}${handOver('--unit=rackbook-machine.target')}`;
