import { once } from '../../lib/once.ts';
import { count } from '../../lib/plain-words.ts';
import type { Model } from '../contract.ts';

type Planned = { readonly planned: boolean };

/** How many things a lab has, and how many of all kinds it only plans. */
export interface ThingCounts {
  readonly hosts: number;
  readonly guests: number;
  readonly services: number;
  /** Hosts, guests and services that are none of the others. */
  readonly planned: number;
}

export const thingCountsOf = once(({ hosts, guests, services }: Model): ThingCounts => {
  const there = (things: readonly Planned[]) => things.filter(({ planned }) => !planned).length;
  const all = [...hosts, ...guests, ...services];
  return { hosts: there(hosts), guests: there(guests), services: there(services), planned: all.length - there(all) };
});

/** `5 hosts, 19 guests, 30 services, 4 planned`; what there is none of is left out, but for hosts and services. */
export function thingCountWords({ hosts, guests, services, planned }: ThingCounts): string {
  return [
    count(hosts, 'host'),
    ...(guests > 0 ? [count(guests, 'guest')] : []),
    count(services, 'service'),
    ...(planned > 0 ? [`${planned} planned`] : []),
  ].join(', ');
}

/** `11 services`, `11 services (and 1 planned)`: what there is, and apart from it what is not there yet. */
export function countThings(things: readonly Planned[], noun: string, nouns = `${noun}s`): string {
  const planned = things.filter((thing) => thing.planned).length;
  const there = things.length - planned;
  return `${there} ${there === 1 ? noun : nouns}${planned === 0 ? '' : ` (and ${planned} planned)`}`;
}
