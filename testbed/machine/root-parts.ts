/** Parts of the shell commands that make the root of a machine at `$new`, whatever it is made of. They expect `$FOLDER` with `files` in it. */

/** Number of loop devices that the machine knows by name; the kernel shares them among all machines. */
const LOOPS = 64;

/** Loop devices, so that a file is a disk, and nothing else of this machine's hardware. */
export const DEVICES = `\
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
`;

/** Takes pairs of arguments: a path in the machine, and a file or folder of this machine that is to be seen there. */
export const BIND_SHARED = `\
while [ $# -gt 1 ]; do
  mkdir -p "$new$(dirname "$1")"
  if [ -d "$2" ]; then mkdir -p "$new$1"; else : >"$new$1"; fi
  mount --bind "$2" "$new$1"
  shift 2
done
`;

/** Makes `$new` the root, and lays the machine's own files over it. */
export const PIVOT = `\
cd "$new" && mkdir .machine && pivot_root . .machine && cd / && umount -l .machine && rmdir .machine
# As systemd has it on real machines: containers that see the whole root want to hear of its mounts.
mount --make-rshared /
tar --create --directory "$FOLDER/files" . | tar --extract --preserve-permissions --same-owner --keep-directory-symlink --no-overwrite-dir --directory /
`;

/** What the machine says when its namespaces exist and its first process waits for a line on its standard input. */
export const READY = 'the namespaces are ready';

/** The first process becomes systemd, once it is told to. */
export function handOver(...args: readonly string[]): string {
  return `\
echo '${READY}'
read -r _ || exit 1
exec env -i container=rackbook PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system ${args.join(' ')} --show-status=no --log-target=journal </dev/null
`;
}
