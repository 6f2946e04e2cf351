import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Service } from '../../model/service/service.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { guestsOn, servicesBelow } from '../lookup.ts';
import { writtenBy } from './jobs.ts';
import { isBelow } from './kept-files.ts';
import { targetsOn } from './of-machine.ts';
import type { Protection } from './protection.ts';
import { protectionsOf } from './protection-of.ts';
import type { RecoveryNode } from './recovery.ts';
import { wavesOn } from './recovery-on.ts';

/** What it means when a host dies: what stops, what is gone for good, and in which order it comes back. */
export interface HostLoss {
  readonly host: Host;
  readonly guests: readonly Guest[];
  /** Services on it and in its guests, sorted by id. */
  readonly services: readonly Service[];
  /** Services elsewhere that cannot work without one of these, directly or through another, sorted by id. */
  readonly alsoDown: readonly Service[];
  /** Media that are plugged into it, and have to be plugged in elsewhere or survive. */
  readonly targets: readonly BackupTarget[];
  /** What comes back as it was at the last backup. */
  readonly restored: readonly Protection[];
  /** What does not come back. */
  readonly gone: readonly Protection[];
  /** Seconds: the most that is lost of what comes back, and the longest promise for one thing; 0 when nothing is restored. */
  readonly rpo: number;
  readonly rto: number;
  /** Only what the host takes with it, in the order in which it comes back. */
  readonly order: readonly (readonly RecoveryNode[])[];
}

export function hostLoss(model: Model, host: Host): HostLoss {
  const guests = guestsOn(model, host).filter(({ planned }) => !planned);
  const machines = new Set<Host | Guest>([host, ...guests]);
  const services = servicesBelow(model, host).filter(({ runsOn, planned }) => !planned && machines.has(runsOn));
  const kept = [...guests, ...services].flatMap((owner) => protectionsOf(model, owner));
  // A copy on a medium of the host itself is there as long as the medium is: a dead mainboard takes no disk along.
  const isRestored = ({ policy }: Protection) => writtenBy(policy).length > 0;
  const restored = kept.filter(isRestored);
  const media = targetsOn(model, host).flatMap(({ path }) => path ?? []);
  const isOnMedium = ({ path }: Protection) => media.some((mount) => isBelow(path, mount));
  const most = (of: readonly (number | undefined)[]) => of.reduce<number>((longest, each) => Math.max(longest, each ?? 0), 0);
  return {
    host,
    guests,
    services,
    alsoDown: dependents(services),
    targets: targetsOn(model, host).filter(({ planned }) => !planned),
    restored,
    gone: kept.filter((each) => !isRestored(each) && !isOnMedium(each)),
    rpo: most(restored.map(({ rpo }) => rpo)),
    rto: most(restored.map(({ rto }) => rto)),
    order: orderOf(model, host, machines),
  };
}

/** Running services beside these that need one of them, directly or through another, sorted by id. */
function dependents(of: readonly Service[]): readonly Service[] {
  const own = new Set(of);
  const found = new Set<Service>();
  const queue = [...of];
  for (let service = queue.pop(); service; service = queue.pop())
    for (const next of service.neededBy)
      if (!next.planned && !found.has(next)) {
        found.add(next);
        queue.push(next);
      }
  return [...found].filter((service) => !own.has(service)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function orderOf(model: Model, host: Host, machines: ReadonlySet<Host | Guest>): HostLoss['order'] {
  const isLost = ({ thing }: RecoveryNode): boolean => {
    switch (thing.kind) {
      case 'host':
      case 'guest':
        return machines.has(thing.machine);
      case 'service':
        return machines.has(thing.service.runsOn);
      case 'repository':
        return thing.repository.target.host === host;
      default:
        return false;
    }
  };
  return wavesOn(model, host)
    .map((wave) => wave.filter(isLost))
    .filter((wave) => wave.length > 0);
}
