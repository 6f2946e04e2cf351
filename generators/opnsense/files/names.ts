import type { Flow } from '../../../core/facts/network/flow.ts';
import type { Network } from '../../../core/model/network/network.ts';
import type { PortRange } from '../../../lib/port-ranges.ts';

/** Longest name of an alias (`AliasNameField` of OPNsense: less than 32 characters, letters, digits and underscores). */
const LONGEST_ALIAS = 31;

/** A part of a resource's name: ids, hostnames and flows have no underscore of their own, so none becomes like another. */
export function resourceName(id: string): string {
  const name = id.replaceAll('.', '_');
  return /^[a-z_]/i.test(name) ? name : `_${name}`;
}

export function networkName({ id }: Network): string {
  return `net_${resourceName(id)}`;
}

/** `tcp 80, 443` is `ports_80_443`; a range is `8000to8010`. */
export function portsName(ports: readonly PortRange[]): string {
  return `ports_${ports.map(({ first, last }) => (first === last ? first : `${first}to${last}`)).join('_')}`;
}

export function ruleName({ id }: Flow, family: 4 | 6): string {
  return `${resourceName(id)}_v${family}`;
}

/**
 * What OPNsense calls the aliases with these names of resources: the same, as far as it takes it. What has to be cut gets a
 * number in the order of the list.
 */
export function aliasNames(resources: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    resources.map((resource) => {
      const plain = resource.replaceAll('-', '_');
      let name = plain.slice(0, LONGEST_ALIAS);
      for (let number = 2; taken.has(name); number++) name = `${plain.slice(0, LONGEST_ALIAS - 1 - String(number).length)}_${number}`;
      taken.add(name);
      return [resource, name];
    }),
  );
}
