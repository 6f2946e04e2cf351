import type { ComposeFragment } from '../model/service/service.ts';

type Spec = Readonly<Record<string, unknown>>;

/** The containers that `up` starts, in the order of the project: the others are off, and nobody can hear or reach them. */
export function runningContainers({ services }: ComposeFragment): readonly (readonly [name: string, spec: Spec])[] {
  return Object.entries(services).filter(([, spec]) => isOn(spec));
}

/** Off is what waits for a profile, has no instance, or is no container at all but something that a plugin provides. */
export function isOn({ profiles, scale, deploy, provider }: Spec): boolean {
  const { replicas } = (deploy ?? {}) as { readonly replicas?: unknown };
  const isZero = (count: unknown) => count !== undefined && Number(count) === 0;
  return !(Array.isArray(profiles) && profiles.length > 0) && !isZero(scale) && !isZero(replicas) && provider === undefined;
}

/** Names of containers that others wait for until they have ended well, such as migrations. */
export function awaitedOnes({ services }: ComposeFragment): ReadonlySet<string> {
  return new Set(
    Object.values(services).flatMap(({ depends_on: needs }) =>
      typeof needs !== 'object' || needs === null || Array.isArray(needs)
        ? []
        : Object.entries(needs as Readonly<Record<string, Spec | null>>).flatMap(([name, need]) =>
            need?.['condition'] === 'service_completed_successfully' ? [name] : [],
          ),
    ),
  );
}
