import { isBelow } from '../../../core/facts/backup/databases.ts';
import { type BackupJob, copiedPaths } from '../../../core/facts/backup/jobs.ts';
import type { FrozenSource } from '../../../core/facts/backup/quiesce.ts';
import type { BackupPolicy } from '../../../core/model/policy/policy.ts';
import { quote } from '../../../formats/shell.ts';

/** Name of the snapshots that the jobs of a policy read from, and of nothing else. Two policies may run at the same time. */
const nameOfSnapshot = ({ id }: BackupPolicy): string => `rackbook-now-${id}`;

/** Lines that put snapshots in the place of what they are of; they need those of {@link thawLines} before them. */
export function freezeLines({ frozen }: BackupJob): string[] {
  if (frozen.length === 0) return [];
  return [
    '# What a run left that was killed.',
    'thaw',
    ...frozen.map(
      (source, index) =>
        `freeze_${index} || { fault ${quote(`No snapshot of ${source.mount}: it is copied while it changes.`)}; worse 1; }`,
    ),
    '',
  ];
}

/** Lines with a function for each snapshot, and one that takes all of them away. */
export function thawLines(job: BackupJob): string[] {
  const { frozen } = job;
  if (frozen.length === 0) return ['thaw() { :; }', ''];
  const parts = frozen.map((source) => commandsOf(source, job));
  return [
    ...(frozen.some(({ tool }) => tool === 'btrbk') ? WHOLE : []),
    ...parts.flatMap(({ freeze: lines }, index) => [
      `mounted_${index}=0`,
      `freeze_${index}() {`,
      ...lines.map((line) => `  ${line} &&`),
      `  mounted_${index}=1`,
      '}',
    ]),
    '# Takes away the snapshots of this run, or of one that was killed, whose mounts went with it.',
    'thaw() {',
    ...parts.flatMap(({ mount, thaw: line }, index) => [
      `  if [ "$mounted_${index}" -eq 1 ]; then umount ${mount} || worse 1; mounted_${index}=0; fi`,
      `  ${line} || worse 1`,
    ]),
    '}',
    '',
  ];
}

const WHOLE = [
  '# whole <folder...>: a snapshot of Btrfs has an empty folder, inode 2, in the place of each subvolume inside it.',
  'whole() {',
  '  for folder; do',
  '    shift',
  '    [ ! -e "$folder" ] || set -- "$@" "$folder"',
  '  done',
  '  [ $# -gt 0 ] || return 0',
  '  inner=$(find "$@" -xdev -name .snapshots -prune -o -type d -inum 2 -print -quit) && [ -z "$inner" ] && return 0',
  '  [ -z "$inner" ] || fault "$inner is a subvolume of its own, which would be missing from the copy."',
  '  return 1',
  '}',
];

interface FreezeCommands {
  /** Word of a shell. */
  readonly mount: string;
  /** Each one only where the one before was well. */
  readonly freeze: readonly string[];
  readonly thaw: string;
}

/** A snapshot mounted over what it is of: paths stay what they are, and nothing in them changes any more. */
function commandsOf(source: FrozenSource, job: BackupJob): FreezeCommands {
  const now = nameOfSnapshot(job.policy);
  const mount = quote(source.mount);
  if (source.tool === 'btrbk') {
    const folder = quote(`${source.mount}/.snapshots`);
    const snapshot = quote(`${source.mount}/.snapshots/${now}`);
    const inside = copiedPaths(job).filter((path) => isBelow(path, source.mount));
    const copied = inside.map((path) => quote(`${source.mount}/.snapshots/${now}${path.slice(source.mount.length)}`));
    return {
      mount,
      freeze: [
        `install -d -m 0700 ${folder}`,
        `btrfs subvolume snapshot -r ${mount} ${snapshot} >/dev/null`,
        `whole ${copied.join(' ')}`,
        `mount --bind ${snapshot} ${mount}`,
      ],
      thaw: `[ ! -e ${snapshot} ] || btrfs subvolume delete ${snapshot} >/dev/null`,
    };
  }
  if ('dataset' in source) {
    const name = quote(`${source.dataset}@${now}`);
    return {
      mount,
      freeze: [`zfs snapshot ${name}`, `mount --bind ${quote(`${source.mount}/.zfs/snapshot/${now}`)} ${mount}`],
      thaw: `! zfs list -t snapshot ${name} >/dev/null 2>&1 || zfs destroy ${name}`,
    };
  }
  const [group, volume] = 'volume' in source ? source.volume.split('/') : [];
  // Several volumes of a group may be read in one job.
  const name = `${volume}-${now}`;
  const device = quote(`/dev/${group}/${name}`);
  return {
    mount,
    freeze: [
      `lvcreate --quiet --snapshot --extents 10%ORIGIN --name ${quote(name)} ${quote(`${group}/${volume}`)} >/dev/null`,
      `{ mount --options ro ${device} ${mount} || mount --options ro,nouuid ${device} ${mount}; }`,
    ],
    thaw: `[ ! -e ${device} ] || lvremove --quiet --yes ${quote(`${group}/${name}`)} >/dev/null`,
  };
}
