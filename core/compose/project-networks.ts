import type { ComposeFragment } from '../model/service/service.ts';

type Networks = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

/** A network of the engine that a project joins and does not make. */
export interface ExternalNetwork {
  /** Key in the project's `networks`. */
  readonly key: string;
  /** As the engine calls it. */
  readonly name: string;
}

/** The networks that a project expects to be there. */
export function externalNetworks(project: ComposeFragment): readonly ExternalNetwork[] {
  return Object.entries((project['networks'] ?? {}) as Networks).flatMap(([key, network]) => {
    const external = network?.['external'];
    if (external === undefined || external === null || external === false || external === 'false') return [];
    // `external: { name: … }` is the old way to say it.
    const old = typeof external === 'object' ? (external as { readonly name?: unknown }).name : undefined;
    return [{ key, name: String(network?.['name'] ?? old ?? key) }];
  });
}

/** The networks of a project that the engine knows by a name that is not made of the project's: those outside, and those with a name of their own. */
export function namedNetworks(project: ComposeFragment): readonly ExternalNetwork[] {
  const external = externalNetworks(project);
  const own = Object.entries((project['networks'] ?? {}) as Networks).flatMap(([key, network]) =>
    typeof network?.['name'] !== 'string' || external.some((each) => each.key === key) ? [] : [{ key, name: network['name'] }],
  );
  return [...external, ...own];
}

/**
 * The key of each network of the lab in a project: its name. Where the project has that network too, it is the project's key; where it calls
 * another network so, a free one.
 */
export function networkKeys(project: ComposeFragment, names: readonly string[]): ReadonlyMap<string, string> {
  const declared = (project['networks'] ?? {}) as Networks;
  const same = new Map(externalNetworks(project).map(({ key, name }) => [name, key]));
  return new Map(names.map((name) => [name, same.get(name) ?? freeKey(name, declared)]));
}

function freeKey(name: string, taken: Networks): string {
  return Object.hasOwn(taken, name) ? freeKey(`lab-${name}`, taken) : name;
}

/** Names that the engine gives to the networks that a project makes, by its key: with the project's in front, unless they have one of their own. */
export function madeNames(project: ComposeFragment, projectName: string): ReadonlyMap<string, string> {
  const own: Networks = { default: null, ...(project['networks'] as Networks | undefined) };
  const external = new Set(externalNetworks(project).map(({ key }) => key));
  return new Map(
    Object.entries(own).flatMap(([key, network]) =>
      external.has(key) ? [] : [[key, String(network?.['name'] ?? `${projectName}_${key}`)] as const],
    ),
  );
}
