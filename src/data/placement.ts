import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Network } from '../../core/model/network/network.ts';
import type { Service } from '../../core/model/service/service.ts';
import { model } from './lab.ts';

const byTitle = (a: { readonly title: string }, b: { readonly title: string }): number => a.title.localeCompare(b.title, 'en');

const runningOn = Map.groupBy(model.services, ({ runsOn }) => runsOn);
const guestsByHost = Map.groupBy(model.guests, ({ host }) => host);
const inNetwork = Map.groupBy(model.services, ({ network }) => network);

/** What runs on the machine itself, planned things last. */
export const servicesOn = (machine: Host | Guest): readonly Service[] => plannedLast(runningOn.get(machine) ?? []);

export const guestsOn = (host: Host): readonly Guest[] => plannedLast(guestsByHost.get(host) ?? []);

/** What runs on the host and in its guests. */
export const servicesBelow = (host: Host): readonly Service[] =>
  plannedLast([host, ...guestsOn(host)].flatMap((machine) => servicesOn(machine)));

export const servicesIn = (network: Network): readonly Service[] => plannedLast(inNetwork.get(network) ?? []);

/** Services under their headings, in the order of the headings. */
export const serviceGroups: readonly (readonly [group: string, services: readonly Service[]])[] = [
  ...Map.groupBy(model.services, ({ group }) => group),
]
  .map(([group, services]) => [group, plannedLast(services)] as const)
  .sort(([a], [b]) => a.localeCompare(b, 'en'));

function plannedLast<T extends { readonly title: string; readonly planned: boolean }>(things: readonly T[]): readonly T[] {
  return things.toSorted((a, b) => Number(a.planned) - Number(b.planned) || byTitle(a, b));
}
