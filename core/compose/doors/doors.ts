import { once } from '../../../lib/once.ts';
import type { ComposeFragment } from '../../model/service/service.ts';
import type { KeyPath } from '../../parse/locate.ts';
import type { ContainerEngine } from '../engine.ts';
import { contextDoors } from './context-doors.ts';
import { deviceDoors } from './device-doors.ts';
import { asSpec, type Door, isSet, listed, type Opening, type Spec } from './door.ts';
import type { MachineNames } from './machine-names.ts';
import { mountDoor } from './mount-doors.ts';
import { mountsOf } from './mounts-of.ts';
import { isShared, namespaceDoors } from './namespace-doors.ts';
import { capabilityDoors, filterDoors, privilegedDoors } from './right-doors.ts';
import { buildDoors, runDoors, wireDoors } from './run-doors.ts';

/** Every door of every container of a project, those that are off included, in the order of the project. `machine` is the one it runs on. */
export function doorsOf(project: ComposeFragment, engine: ContainerEngine, machine: MachineNames): readonly Door[] {
  const known = byProject(project);
  const key = `${engine.id} ${machine.id}`;
  const doors = known.get(key) ?? Object.keys(project.services).flatMap((name) => doorsOfContainer(name, project, engine, machine));
  known.set(key, doors);
  return doors;
}

const byProject = once((_project: ComposeFragment) => new Map<string, readonly Door[]>());

function doorsOfContainer(container: string, project: ComposeFragment, engine: ContainerEngine, machine: MachineNames): readonly Door[] {
  const spec: Spec = asSpec(project.services[container]);
  const own = (placed: readonly (readonly [path: KeyPath, opening: Opening])[]): readonly Door[] =>
    placed.map(([path, opening]) => ({ container, ...opening, path: ['services', container, ...path] }));
  const mounts = mountsOf(container, project, machine).flatMap(({ path, ...mount }): Door[] => {
    const opening = mount.opening ?? mountDoor(mount, engine);
    return opening ? [{ container, ...opening, path }] : [];
  });
  const api: Opening = { kind: 'socket', key: 'use_api_socket', what: `asks for the socket of ${engine.name}` };
  const all = [
    ...own(privilegedDoors(spec)),
    ...own(namespaceDoors(container, project)),
    ...own(isSet(spec['use_api_socket']) ? [[['use_api_socket'], api]] : []),
    ...mounts,
    ...own(foreignVolumes(spec)),
    ...own(contextDoors(container, project, engine)),
    ...own([...runDoors(spec), ...buildDoors(spec), ...wireDoors(spec, project)]),
  ];
  // A privileged container has all devices and all rights, and no filter.
  if (isSet(spec['privileged'])) return all;
  const shares = { processes: isShared(container, 'pid', project), network: isShared(container, 'network_mode', project) };
  return [...all, ...own([...deviceDoors(spec), ...capabilityDoors(spec, shares), ...filterDoors(spec)])];
}

/** Volumes of a container of another project, which may be anything. */
function foreignVolumes(spec: Spec): readonly (readonly [path: KeyPath, opening: Opening])[] {
  return listed(spec['volumes_from']).flatMap((text, index) => {
    const name = /^container:([^:]+)/.exec(text)?.[1];
    if (name === undefined) return [];
    const what = `takes over the mounts of ${name}, a container that its project does not describe`;
    return [[['volumes_from', index], { kind: 'folder', key: `container:${name}`, what } as const] as const];
  });
}
