import type { DoorKind } from '../doors/door.ts';
import { listed, type Spec } from '../doors/door.ts';
import { mountsOf } from '../doors/mounts-of.ts';
import type { StatedDoor } from '../doors/stated-door.ts';
import type { ContainerEngine } from '../engine.ts';
import type { Stack } from '../stacks.ts';
import type { HardeningRow } from './row.ts';

/** Folders of the machine that tell more than one application's data, whether or not they lead to all of it. */
const HOST_FOLDER = /^\/(proc|sys|var\/log)(\/|$)/;

/** Everything that the fragment opens from the container to its machine; one row that says so when there is nothing. */
export function waysOut(container: string, spec: Spec, stack: Stack): readonly HardeningRow[] {
  const doors = stack.doors.filter((door) => door.container === container);
  const found = [
    ...apiProxy(container, stack),
    ...doors.map((door) =>
      row(measureOf(door, stack), `${door.what}. ${door.because ? `The reason: ${door.because}` : 'Nothing says why'}`),
    ),
    ...list('Devices', devices(spec, doors)),
    ...list('Folders of the machine', folders(container, stack, doors)),
  ];
  if (found.length > 0) return found;
  return [
    { measure: 'Apart from the machine', state: 'yes', detail: `no host network, processes, devices or ${stack.engine.name} socket` },
  ];
}

const MEASURES: Readonly<Record<Exclude<DoorKind, 'socket'>, string>> = {
  privileged: 'Privileged',
  namespace: 'Namespaces of the machine',
  folder: 'Folders of the machine',
  device: 'Devices',
  capability: 'Rights of root on the machine',
  filter: 'Filters of the kernel off',
};

/** Measures of the rows that doors are, of which an override that opens one changes one. */
export const doorMeasures = ({ name }: ContainerEngine): readonly string[] => [`${name} socket`, ...Object.values(MEASURES)];

function measureOf({ kind }: StatedDoor, { engine }: Stack): string {
  return kind === 'socket' ? `${engine.name} socket` : MEASURES[kind];
}

function row(measure: string, detail: string): HardeningRow {
  return { measure, state: 'weaker', detail };
}

function list(measure: string, items: readonly string[]): readonly HardeningRow[] {
  return items.length === 0 ? [] : [row(measure, items.join(', '))];
}

/** The one container that may hold the socket because of what it lets through. */
function apiProxy(container: string, { service: { engineApi }, engine }: Stack): readonly HardeningRow[] {
  if (!engineApi || container !== engine.apiProxy.container) return [];
  return [row(`${engine.name} socket`, `it lets ${engineApi.container} read ${engineApi.allow.join(', ')} and refuses all else`)];
}

/** Those that are no doors. */
function devices(spec: Spec, doors: readonly StatedDoor[]): readonly string[] {
  const isDoor = (key: string, index: number) => doors.some(({ path }) => path[2] === key && path[3] === index);
  const named = ['devices', 'device_cgroup_rules'].flatMap((key) => texts(spec[key]).filter((_, index) => !isDoor(key, index)));
  return [...named, ...reservedDevices(spec)];
}

function folders(container: string, { document, machine }: Stack, doors: readonly StatedDoor[]): readonly string[] {
  return mountsOf(container, document, machine)
    .filter(({ source, path }) => HOST_FOLDER.test(source) && !doors.some((door) => door.path.join() === path.join()))
    .map(({ source, readOnly }) => (readOnly ? `${source} (read-only)` : source));
}

function reservedDevices(spec: Spec): readonly string[] {
  const deploy = spec['deploy'] as { readonly resources?: { readonly reservations?: { readonly devices?: unknown } } } | null | undefined;
  const reserved = deploy?.resources?.reservations?.devices;
  return [
    ...(Array.isArray(reserved) && reserved.length > 0 ? ['reserved ones'] : []),
    ...(spec['gpus'] === undefined ? [] : ['graphics cards']),
  ];
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry) =>
    typeof entry === 'object' ? String((entry as Spec | null)?.['source'] ?? 'a device') : (listed([entry])[0] ?? ''),
  );
}
