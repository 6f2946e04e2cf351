import { onMachine } from '../facts/backup/places.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { Argv, Deployment } from './deployment.ts';

export interface InstalledUnits extends Pick<Deployment, 'id' | 'step' | 'title' | 'byHand'> {
  readonly machine: Host | Guest;
  /** Repository path of the folder with the units and with the files of `core/files/install-files.ts`. */
  readonly folder: string;
  /** Names of the units that `install.sh` puts in place. */
  readonly units: readonly string[];
  /** Debian packages, in any order and perhaps more than once. */
  readonly packages: readonly string[];
  /** What has to be done before the units are there. */
  readonly before?: readonly Argv[];
}

/** A folder whose `install.sh` puts units in place, starts its timers, and takes away what is no longer generated. */
export function installedUnits({ machine, folder, units, packages, before = [], ...rest }: InstalledUnits): Deployment {
  const script = onMachine(machine, `${folder}/install.sh`);
  return {
    ...rest,
    machine: machine.id,
    ...(packages.length > 0 ? { packages: sortedPackages(packages) } : {}),
    folders: [folder],
    run: [...before, [script]],
    units: units.filter((name) => name.endsWith('.timer')).sort(),
    gone: [[script, '--remove']],
  };
}

export function sortedPackages(packages: readonly string[]): readonly string[] {
  return [...new Set(packages)].sort();
}
