import type { Model } from '../contract.ts';
import type { Guest } from '../model/guest/guest.ts';
import type { Host } from '../model/host/host.ts';
import type { Service } from '../model/service/service.ts';
import type { Thing } from '../model/thing.ts';

/** Everything that has a state, in the order of {@link StatusView.bySubject}. */
export function things(model: Model): readonly Thing[] {
  const { lab, hosts, guests, services, networks, middlewares, access, targets, repositories, policies } = model;
  return [lab, ...hosts, ...guests, ...services, ...networks, ...middlewares, ...access, ...targets, ...repositories, ...policies];
}

/** Guests and services on a machine, those on its guests too. */
export function runningOn(model: Model, machine: Host | Guest): readonly (Guest | Service)[] {
  const guests = machine.kind === 'host' ? model.guests.filter(({ host }) => host === machine) : [];
  return [...guests, ...model.services.filter(({ runsOn }) => runsOn === machine || (runsOn.kind === 'guest' && runsOn.host === machine))];
}
