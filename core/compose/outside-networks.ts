import type { ComposeFragment } from '../model/service/service.ts';
import { networksOf } from './overlay/place-value.ts';
import { externalNetworks, madeNames } from './project-networks.ts';
import { runningContainers } from './running-containers.ts';
import type { Stack } from './stacks.ts';

/** A network that projects of one machine expect to be there, and that the lab does not make for services. */
export interface OutsideNetwork {
  /** As the engine calls it. */
  readonly name: string;
  /** Projects that join it, in the order of the stacks. */
  readonly expectedBy: readonly Stack[];
  /** The project that makes it when it starts. Absent: none of this machine. */
  readonly madeBy?: Stack;
  /** Whether a container has an address of its own in it, so that its range has to be known. */
  readonly hasAddresses: boolean;
}

/** Sorted by name. `stacks` are those of one machine. */
export function outsideNetworks(stacks: readonly Stack[], ofLab: ReadonlySet<string>): readonly OutsideNetwork[] {
  const makers = new Map(
    stacks.flatMap((stack) => [...madeNames(projectOf(stack), stack.service.project).values()].map((name) => [name, stack] as const)),
  );
  const joined = stacks.flatMap((stack) => externalNetworks(projectOf(stack)).map(({ key, name }) => ({ stack, key, name })));
  return [...Map.groupBy(joined, ({ name }) => name)]
    .filter(([name]) => !ofLab.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, of]) => {
      const madeBy = makers.get(name);
      return {
        name,
        expectedBy: of.map(({ stack }) => stack),
        ...(madeBy ? { madeBy } : {}),
        hasAddresses: of.some(({ stack, key }) => addressed(projectOf(stack), key)),
      };
    });
}

function addressed(project: ComposeFragment, key: string): boolean {
  return runningContainers(project).some(([, spec]) => {
    const options = networksOf(spec)[key] as Readonly<Record<string, unknown>> | null | undefined;
    return options?.['ipv4_address'] !== undefined || options?.['ipv6_address'] !== undefined;
  });
}

function projectOf({ document }: Stack): ComposeFragment {
  return document as unknown as ComposeFragment;
}
