import { quote } from '../../formats/shell.ts';
import { containersOf } from '../../testbed/engine/containers.ts';
import type { Machine } from '../../testbed/machine/boot.ts';
import { lastLines } from '../../tools/process.ts';
import type { CastMachine } from './cast.ts';

/** Ids of the containers of a machine, by service. */
export async function containerIds(machine: Machine): Promise<ReadonlyMap<string, readonly string[]>> {
  const containers = await containersOf(machine);
  return new Map([...Map.groupBy(containers, ({ project }) => project)].map(([project, own]) => [project, own.map(({ id }) => id)]));
}

/** Services of which another container runs than before, or none, or a new one. Sorted. */
export function changedServices(before: ReadonlyMap<string, readonly string[]>, after: ReadonlyMap<string, readonly string[]>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => `${before.get(id)}` !== `${after.get(id)}`).sort();
}

/**
 * What a deploy decides of a machine, as lines that can be compared: files with owner, mode and content, containers with image and state.
 * Times and ids are left out.
 */
export async function stateOf(machine: Machine, { root, secrets, deployments, stacks }: CastMachine): Promise<readonly string[]> {
  const folders = [`${root}/infra`, secrets].map(quote).join(' ');
  const places = deployments.flatMap(({ places: own = [] }) => own.map(({ to }) => quote(to))).join(' ');
  const done = await machine.shell(
    `for path in ${folders} ${places}; do [ ! -e "$path" ] || find "$path" -type f -printf '%m %U:%G %p ' -exec sha256sum {} ';'; done | LC_ALL=C sort`,
    { keepBytes: 8 * 1024 * 1024 },
  );
  if (done.code !== 0) throw new Error(`the files of ${machine.name} cannot be read: ${lastLines(done)}`);
  const containers = stacks.length === 0 ? [] : await containersOf(machine);
  return [...done.stdout.trim().split('\n'), ...containers.map(({ name, image, state }) => `${name} of ${image} is ${state}`)];
}

/** The first differences, `-` for what is only in the first. */
export function difference(one: readonly string[], other: readonly string[]): string | undefined {
  const [left, right] = [new Set(one), new Set(other)];
  const lines = [
    ...one.filter((line) => !right.has(line)).map((line) => `- ${line}`),
    ...other.filter((line) => !left.has(line)).map((line) => `+ ${line}`),
  ];
  return lines.length === 0 ? undefined : lines.slice(0, 4).join(' / ');
}
