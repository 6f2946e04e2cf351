import type { Reading } from './reading.ts';
import { isTreeMap, type TreeMap } from './tree.ts';

/**
 * Services of which a profile is on lose their `profiles`, since they always run here; the others keep them, so that nothing starts
 * them. `*` switches all on. Source: "profiles" of the Compose Specification.
 */
export function switchProfiles(services: TreeMap, on: ReadonlySet<string>, { places }: Reading): TreeMap {
  const entries = Object.entries(services).map(([name, service]) => {
    if (!isTreeMap(service) || !Array.isArray(service['profiles'])) return [name, service] as const;
    const { profiles, ...rest } = service;
    const isOn = (profiles as readonly unknown[]).some((each) => on.has('*') || on.has(String(each)));
    return [name, isOn ? places.putAs(rest, service) : service] as const;
  });
  return places.putAs(Object.fromEntries(entries), services);
}
