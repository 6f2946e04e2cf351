/**
 * Shell commands that make the root of a test machine and hand over to systemd. They expect `$FOLDER` with `files` and `docker` in it,
 * `$NAME`, `$TOOLS`, and as arguments the mount points to repeat, the word `--`, and pairs of a path in the machine and a file or folder of this machine that is to be seen there.
 *
 * The root is this machine's, with a layer above it that takes every change. Its `/dev` has loop devices, so that a file is a disk, and
 * nothing else of this machine's hardware.
 */

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

/** Number of loop devices that the machine knows by name; the kernel shares them among all machines. */
const LOOPS = 64;

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
mount -t tmpfs -o mode=755 tmpfs "$new/dev"
for device in null zero full random urandom tty; do
  mknod -m 666 "$new/dev/$device" c "$(printf '%d' "0x$(stat -c %t "/dev/$device")")" "$(printf '%d' "0x$(stat -c %T "/dev/$device")")"
done
mknod -m 600 "$new/dev/loop-control" c 10 237
number=0
while [ "$number" -lt ${LOOPS} ]; do mknod -m 600 "$new/dev/loop$number" b 7 "$number"; number=$((number + 1)); done
mkdir -p "$new/dev/pts" "$new/dev/shm" "$new/dev/disk/by-label"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$new/dev/pts"
ln -s pts/ptmx "$new/dev/ptmx"
ln -s /proc/self/fd "$new/dev/fd"
ln -s fd/0 "$new/dev/stdin"; ln -s fd/1 "$new/dev/stdout"; ln -s fd/2 "$new/dev/stderr"
mount -t proc proc "$new/proc"
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
while [ $# -gt 1 ]; do
  mkdir -p "$new$(dirname "$1")"
  if [ -d "$2" ]; then mkdir -p "$new$1"; else : >"$new$1"; fi
  mount --bind "$2" "$new$1"
  shift 2
done
mkdir -p "$new/run/lock" "$new$FOLDER" "$new/var/lib/docker"
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
cd "$new" && mkdir .machine && pivot_root . .machine && cd / && umount -l .machine && rmdir .machine
# As systemd has it on real machines: containers that see the whole root want to hear of its mounts.
mount --make-rshared /
tar --create --directory "$FOLDER/files" . | tar --extract --preserve-permissions --same-owner --keep-directory-symlink --no-overwrite-dir --directory /
exec env -i container=rackbook PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --unit=rackbook-machine.target --show-status=no --log-target=journal
`;
