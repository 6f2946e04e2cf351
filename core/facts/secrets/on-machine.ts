import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import { secretsOf } from '../backup/places.ts';
import type { SecretPlace } from './secret.ts';
import { labSecrets } from './secrets.ts';

/** Every secret file of a machine, once, sorted by path. */
export function secretFilesOn(model: Model, machine: Host | Guest): readonly SecretPlace[] {
  return filesByMachine(model).get(machine) ?? [];
}

export interface SecretFolder {
  /** Absolute. */
  readonly path: string;
  /** 0711 where a user other than root has to get at a file by its name. */
  readonly mode: '0700' | '0711';
}

/**
 * The folders that hold nothing but secrets, root's all of them, each after the one that it lies in. The folder of a file that lies
 * elsewhere is somebody else's.
 */
export function secretFoldersOn(model: Model, machine: Host | Guest): readonly SecretFolder[] {
  const root = secretsOf(machine);
  const files = secretFilesOn(model, machine).filter(({ path }) => path.startsWith(`${root}/`));
  if (files.length === 0) return [];
  const folders = [...Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf('/')))]
    .filter(([path]) => path !== root)
    .map(([path, held]): SecretFolder => ({ path, mode: held.some(isReadOutside) ? '0711' : '0700' }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return [{ path: root, mode: folders.some(({ mode }) => mode === '0711') ? '0711' : '0700' }, ...folders];
}

/** An engine opens the files of its containers as root, in whatever folder; a program of the machine opens its own itself. */
const isReadOutside = ({ owner, mode }: SecretPlace): boolean => owner !== 0 && mode === '0600';

const filesByMachine = once((model: Model) => {
  const places = new Map(labSecrets(model).flatMap(({ files }) => files.map((file) => [`${file.machine.id} ${file.path}`, file] as const)));
  const sorted = [...places.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return Map.groupBy(sorted, ({ machine }) => machine);
});
