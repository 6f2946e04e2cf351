/**
 * The file system of an engine: this machine's, with a layer above it that takes every change and vanishes with the
 * engine. What the daemon or a container writes to `/srv` or `/etc` does not reach the machine.
 */

import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';

export interface InsideFile {
  readonly content: string | Buffer;
  /** Permission bits. Default 0644. */
  readonly mode?: number;
  /** Default 0. */
  readonly uid?: number;
  /** Default 0. */
  readonly gid?: number;
}

export type InsideFiles = Readonly<Record<string, InsideFile>>;

// The kernel's own file systems, and those that hold nothing a program needs.
const WITHOUT_FILES = new Set(
  'autofs binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs fusectl hugetlbfs mqueue nsfs proc pstore rpc_pipefs securityfs sysfs tracefs'.split(
    ' ',
  ),
);
// Bound in or made again as a whole, or the files of another container engine.
const LEFT_OUT = [
  '/proc',
  '/sys',
  '/dev',
  '/run',
  '/snap',
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/kubelet',
];

/** The machine's mount points, apart from `/`, that an engine's file system repeats. */
export async function layeredMounts(): Promise<string[]> {
  return mountPoints(await readFile('/proc/self/mountinfo', 'utf8'));
}

/** Reads `/proc/self/mountinfo`; parents before children, each once. */
export function mountPoints(mountinfo: string): string[] {
  const points = new Set<string>();
  for (const line of mountinfo.trim().split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const point = (before.split(' ')[4] ?? '').replace(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const type = after.split(' ')[0] ?? '';
    if (point === '/' || WITHOUT_FILES.has(type) || /[\n\t]/.test(point)) continue;
    if (LEFT_OUT.some((folder) => point === folder || point.startsWith(`${folder}/`))) continue;
    points.add(point);
  }
  return [...points].sort((one, other) => one.split('/').length - other.split('/').length || (one < other ? -1 : 1));
}

/** Lays the files out below `folder`, from where the first process copies them over its root. */
export async function layOutFiles(folder: string, files: InsideFiles): Promise<void> {
  for (const [path, { content, mode = 0o644, uid = 0, gid = 0 }] of Object.entries(files)) {
    if (!isAbsolute(path) || normalize(path) !== path || path.endsWith('/'))
      throw new RangeError(`a file inside an engine needs an absolute path, not "${path}"`);
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
    await chown(target, uid, gid);
    // After chown, which takes the set-id bits away.
    await chmod(target, mode);
  }
}

/**
 * Shell commands that give the mount namespace its root. They expect `$FOLDER`, the engine's folder, with `files` in it, and
 * take the mount points as arguments, which they use up to the word `--`.
 */
export const MAKE_ROOT = `
layers=$FOLDER/layers new=$FOLDER/layers/root count=0
mkdir -p "$layers"
mount -t tmpfs -o mode=755 tmpfs "$layers" || exit 1
mkdir "$new"
layer() {
  count=$((count + 1))
  mkdir "$layers/upper-$count" "$layers/work-$count"
  chmod --reference="$1" "$layers/upper-$count"
  chown --reference="$1" "$layers/upper-$count"
  lower=$(printf '%s' "$1" | sed 's/[\\\\:,]/\\\\&/g')
  mount -t overlay overlay -o "lowerdir=$lower,upperdir=$layers/upper-$count,workdir=$layers/work-$count" "$new$1"
}
layer / || exit 1
while [ "$1" != -- ]; do
  # A mounted file, and a file system that cannot be below another, are shown as they are, for reading.
  if ! { [ -d "$1" ] && layer "$1" 2>/dev/null; }; then
    mount --bind "$1" "$new$1" 2>/dev/null && mount -o remount,bind,ro "$new$1"
  fi
  shift
done
shift
mount --rbind /sys "$new/sys" && mount --rbind /dev "$new/dev" && mount -t proc proc "$new/proc" || exit 1
# Without the machine's /run no program finds its firewalld, its systemd or its Docker, or waits for its locks.
mount -t tmpfs -o mode=755 tmpfs "$new/run" && mkdir -p -m 1777 "$new/run/lock" || exit 1
# Docker's own layers cannot be on a layered file system.
mkdir -p "$new$FOLDER" && mount --bind "$FOLDER" "$new$FOLDER" || exit 1
cd "$new" && mkdir .machine && pivot_root . .machine && cd / && umount -l .machine && rmdir .machine || exit 1
if [ -d "$FOLDER/files" ]; then
  tar --create --directory "$FOLDER/files" . | tar --extract --preserve-permissions --same-owner --keep-directory-symlink --no-overwrite-dir --directory / || exit 1
fi
`;
