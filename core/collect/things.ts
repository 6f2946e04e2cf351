import type { Model } from '../contract.ts';
import { guestsOn, servicesBelow, servicesOn } from '../facts/lookup.ts';
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
  return machine.kind === 'host' ? [...guestsOn(model, machine), ...servicesBelow(model, machine)] : servicesOn(model, machine);
}
