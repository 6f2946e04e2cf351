import type { ComposeFragment, Service } from '../../model/service/service.ts';
import type { ContainerEngine } from '../engine.ts';
import type { Door } from './door.ts';
import { doorsOf } from './doors.ts';
import { labFolderDoors } from './lab-folder-doors.ts';
import { neighbourNetworkDoors } from './neighbour-network-doors.ts';
import { remoteDoorsOf } from './remote-doors.ts';
import { settingsDoors } from './settings-doors.ts';

/** A door with what the inventory says of it. */
export interface StatedDoor extends Door {
  /** Why it is right; absent where nothing says so. */
  readonly because?: string;
}

/** All doors of the project of a service. `services` are those of the whole lab; `project` is the service's own unless said. */
export function statedDoorsOf(
  service: Service,
  services: readonly Service[],
  engine: ContainerEngine,
  project: ComposeFragment | undefined = service.compose,
): readonly StatedDoor[] {
  if (!project) return [];
  const proxy = service.engineApi ? engine.apiProxy.container : undefined;
  const written = service.compose && !Object.hasOwn(service.compose.services, engine.apiProxy.container) ? proxy : undefined;
  const doors = doorsOf(project, engine, service.runsOn);
  const ofLab = notIn(doors, labFolderDoors(service, project));
  const settings = notIn([...doors, ...ofLab], settingsDoors(service, project));
  const neighbours = neighbourNetworkDoors(service, services, project);
  return [...doors, ...ofLab, ...settings, ...neighbours, ...remoteDoorsOf(service, services, engine)]
    .filter(({ container }) => container !== written)
    .map((door) => {
      const because = reasonFor(service, door);
      return because === undefined ? door : { ...door, because };
    });
}

/** What is a door for one cause is none for another. */
function notIn(known: readonly Door[], more: readonly Door[]): readonly Door[] {
  return more.filter(({ path }) => !known.some((door) => door.path.join() === path.join()));
}

function reasonFor({ engineSocket, hostAccess }: Service, { kind, key }: Door): string | undefined {
  if (kind === 'socket') return engineSocket;
  return Object.hasOwn(hostAccess, key) ? hostAccess[key] : undefined;
}
