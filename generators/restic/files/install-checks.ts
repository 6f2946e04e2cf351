import { passwordFile } from '../../../core/facts/backup/places.ts';
import type { Lab } from '../../../core/model/lab/lab.ts';
import { quote } from '../../../formats/shell.ts';
import type { MachinePlan } from './plan.ts';

/** Lines for an install script: what has to be there first, all of it said at once, before anything is changed. */
export function installChecks({ machine, repositories, jobs }: MachinePlan, notify: Lab['notify']): string[] {
  const passwords = [...new Set(repositories.flatMap((repository) => passwordFile(machine, repository) ?? []))];
  const tools = new Set(jobs.flatMap(({ frozen }) => frozen.map(({ tool }) => tool)));
  const programs = {
    flock: 'util-linux',
    ...(tools.has('btrbk') ? { btrfs: 'btrfs-progs' } : {}),
    ...(tools.has('sanoid') ? { zfs: 'zfsutils-linux' } : {}),
    ...(tools.has('lvm') ? { lvcreate: 'lvm2' } : {}),
    ...(notify ? { curl: 'curl' } : {}),
  };
  return [
    'missing=0',
    'fault() { echo "$1" >&2; missing=1; }',
    'case $(restic version 2>/dev/null) in',
    '  "restic 0."[0-9].* | "restic 0.1"[0-6].*) fault "restic is older than 0.17, whose exit codes the jobs read." ;;',
    '  "restic "*) ;;',
    '  *) fault "There is no restic. To install it: apt-get install restic" ;;',
    'esac',
    ...Object.entries(programs).map(
      ([name, from]) => `command -v ${name} >/dev/null || fault "There is no ${name}. To install it: apt-get install ${from}"`,
    ),
    ...passwords.map(
      (path) =>
        `if ! [ -s ${quote(path)} ]; then fault ${quote(`There is no password in ${path}`)}; elif [ -n "$(find ${quote(path)} -perm /077)" ]; then fault ${quote(`Others may read ${path}: chmod 0600 it`)}; fi`,
    ),
    '[ "$missing" -eq 0 ] || { echo "Nothing was installed." >&2; exit 1; }',
    '',
  ];
}
