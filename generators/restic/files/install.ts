import { METRICS, passwordFile } from '../../../core/facts/backup/places.ts';
import { installFiles } from '../../../core/files/install-files.ts';
import type { NamedFile } from '../../../core/files/named-file.ts';
import type { Lab } from '../../../core/model/lab/lab.ts';
import type { MachinePlan } from './plan.ts';

/** How the names of all units of restic begin. */
const PREFIXES = ['backup', 'start-again', 'prune', 'check', 'restore-test'].map((job) => `rackbook-${job}-`);

/** What puts the units in place, with all that has to be there first. */
export function installPlan(
  { machine, repositories, jobs }: MachinePlan,
  units: readonly string[],
  notify: Lab['notify'],
): readonly NamedFile[] {
  const passwords = [...new Set(repositories.flatMap((repository) => passwordFile(machine, repository) ?? []))];
  const tools = new Set(jobs.flatMap(({ frozen }) => frozen.map(({ tool }) => tool)));
  return installFiles({
    what: `the jobs of restic on ${machine.id}`,
    units,
    prefixes: PREFIXES,
    folders: [[METRICS]],
    programs: {
      flock: 'util-linux',
      ...(tools.has('btrbk') ? { btrfs: 'btrfs-progs' } : {}),
      ...(tools.has('sanoid') ? { zfs: 'zfsutils-linux' } : {}),
      ...(tools.has('lvm') ? { lvcreate: 'lvm2' } : {}),
      ...(notify ? { curl: 'curl' } : {}),
    },
    lists: { password: passwords.map((path) => [path]) },
  });
}
