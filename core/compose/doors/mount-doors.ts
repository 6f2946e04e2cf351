import type { ContainerEngine } from '../engine.ts';
import type { Opening } from './door.ts';
import { HOST_PARTS, isRawDevice } from './host-folders.ts';
import { hostPath, isWithin } from './host-path.ts';
import type { HostMount } from './mounts-of.ts';

/** From the folder of a Compose file to that of the repository: `infra/compose/<machine>/<service>`. */
const TO_REPOSITORY = 4;

/** What a mount leads to beyond the data of an application; undefined for one that leads to nothing else. */
export function mountDoor({ source, readOnly, by }: Omit<HostMount, 'path'>, engine: ContainerEngine): Opening | undefined {
  const path = hostPath(source);
  const folder = (why: string): Opening => ({
    kind: 'folder',
    key: path,
    what: `${by ?? 'mounts'} ${source}${readOnly && by === undefined ? ' read-only' : ''}, ${why}`,
  });
  if (engine.sockets.test(path)) return { kind: 'socket', key: path, what: `mounts ${source}, the socket of ${engine.name}` };
  if (path.includes('${')) return folder('which is decided on the machine, so it may be any folder');
  if (!path.startsWith('/')) return relativeDoor(path, readOnly, folder);
  const part = HOST_PARTS.find(({ match, read }) => match.test(path) && (read || !readOnly));
  const held = engine.socketPlaces.find((socket) => isWithin(hostPath(socket), path));
  // The root is more than what it holds.
  if (held !== undefined && path !== '/') return folder(`which holds ${held}: whoever reads it rules the engine`);
  if (part) return folder(part.why);
  if (/^\/run\/user(\/\d+)?$/.test(path)) return folder('which holds the sockets of all that a user runs');
  if (isRawDevice(path)) return { kind: 'device', key: path, what: `mounts ${source}, by which it gets at the disks or the memory` };
  if (holdsEngine(path, engine)) return folder(`where the data of every container are`);
  return undefined;
}

/** Whether it is, holds or lies in a folder of the engine, but for the files of one volume. */
function holdsEngine(path: string, engine: ContainerEngine): boolean {
  if (path.split('/').some((name) => name !== '' && isWithin(path, engine.volumePlace(name)))) return false;
  return engine.folders.some((folder) => isWithin(path, folder) || isWithin(folder, path));
}

/** The repository has what root starts; above it anything may be. */
function relativeDoor(path: string, readOnly: boolean, folder: (why: string) => Opening): Opening | undefined {
  const [ups = ''] = /^(?:\.\.(?:\/|$))*/.exec(path) ?? [];
  const count = ups.split('/').filter(Boolean).length;
  if (count > TO_REPOSITORY) return folder('which lies above this repository and may be any folder');
  const isWhole = count > 0 && ups.replace(/\/$/, '') === path;
  return isWhole && !readOnly ? folder('where the files are that root starts containers with') : undefined;
}
