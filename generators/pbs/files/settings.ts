import { HEADER } from '../../../core/files/header.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';
import { type Datastore, KEEP } from './datastores.ts';

/** Days after which a backup that was verified is read once more. */
const OUTDATED = 30;

/** What `apply.sh` reads: each datastore, then its jobs. */
export function applySettings(machine: string, datastores: readonly Datastore[]): string {
  return emitShellSettings(`Datastores of ${machine}, and what prunes and verifies them. ${HEADER}`, {
    lists: { step: datastores.flatMap(stepsOf) },
  });
}

function stepsOf({ repository, folder, mount, prune, verify, keep }: Datastore): readonly (readonly string[])[] {
  const { location: store } = repository;
  const id = `rackbook-${repository.id}`;
  const kept = KEEP.flatMap((unit) => (keep[unit] === undefined ? [] : [`--keep-${unit}`, String(keep[unit])]));
  const unset = KEEP.filter((unit) => keep[unit] === undefined).map((unit) => `keep-${unit}`);
  const verified = ['--ignore-verified', 'true', '--outdated-after', String(OUTDATED)];
  return [
    ['datastore', store, folder, mount, prune],
    ...(kept.length > 0 ? [['job', 'prune-job', id, unset.join(' '), '--store', store, '--schedule', prune, ...kept]] : []),
    ['job', 'verify-job', id, '', '--store', store, '--schedule', verify, ...verified],
  ];
}

/** What `metrics.sh` reads: where it writes, datastores with their guests, and how much of each guest may be lost. */
export function metricsSettings(machine: string, datastores: readonly Datastore[], metrics: string): string {
  return emitShellSettings(`Guests whose backups are looked for on ${machine}. ${HEADER}`, {
    values: { metrics },
    lists: {
      datastore: datastores.map(({ repository, folder, guests }) => [
        repository.location,
        folder,
        ...guests.map(({ vmid, rpo }) => `${vmid}:${rpo}`),
      ]),
    },
  });
}
