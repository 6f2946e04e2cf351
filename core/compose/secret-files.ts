import { secretFile, secretFolder } from '../facts/backup/places.ts';
import type { SecretFile, Service } from '../model/service/service.ts';
import { ownSecretFiles } from './own-secret-files.ts';
import { isOff, secretsNamed } from './schema/names.ts';
import type { ComposeService } from './schema/service.ts';

/** A file of the machine that containers of a project read as a secret, or that Compose reads variables from. */
export interface ProjectSecret {
  /** Names it within the service: the id of a declared secret, else the name of its file. */
  readonly id: string;
  /** Absolute path on the machine. */
  readonly path: string;
  /** As the inventory declares it; absent for one that only the project knows. */
  readonly declared?: SecretFile;
  /** Containers that read the file, sorted. */
  readonly containers: readonly string[];
}

/** Who has to be able to read a file, in numbers, as far as the project says it. */
export type FileReader = { readonly uid: number; readonly gid: number } | 'unknown';

/** The secret files of a service that runs in containers: those that the inventory declares, then those that only the project names. */
export function projectSecrets(service: Service): readonly ProjectSecret[] {
  const { compose, secrets } = service;
  if (!compose) return [];
  const [first = ''] = Object.keys(compose.services);
  const own = ownSecretFiles(compose, secretFolder(service));
  const ids = new Set(secrets.map(({ id }) => id));
  const declared = secrets.map((secret): ProjectSecret => {
    const containers = secret.defines ? [] : [secret.container ?? first, ...readersOf(service, secret.id)];
    return { id: secret.id, path: secretFile(service, secret), declared: secret, containers: [...new Set(containers)].sort() };
  });
  const known = new Set(declared.map(({ path }) => path));
  const others = Map.groupBy(
    [...own].filter(([key, path]) => !ids.has(key) && !known.has(path)),
    ([, path]) => path,
  );
  return [
    ...declared,
    ...[...others].map(
      ([path, keys]): ProjectSecret => ({
        id: path.slice(path.lastIndexOf('/') + 1),
        path,
        containers: [...new Set(keys.flatMap(([key]) => readersOf(service, key)))].sort(),
      }),
    ),
  ];
}

/** The one user who reads a file; `unknown` where the project does not say it, or where several do. */
export function readerOf({ compose }: Service, { containers, declared }: ProjectSecret): FileReader {
  if (declared?.owner) return declared.owner;
  const users = containers.map((name) => userOf(compose?.services[name]?.['user']));
  const [first = 'unknown'] = users;
  return users.every((user) => user !== 'unknown' && first !== 'unknown' && user.uid === first.uid) ? first : 'unknown';
}

/** Only numbers mean the same inside and outside of a container. */
function userOf(user: unknown): FileReader {
  const [, uid, gid = '0'] = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(String(user ?? '')) ?? [];
  return uid === undefined ? 'unknown' : { uid: Number(uid), gid: Number(gid) };
}

function readersOf({ compose }: Service, key: string): readonly string[] {
  return Object.entries(compose?.services ?? {}).flatMap(([name, fragment]) => {
    // The schema was checked before the Model was made.
    const container = fragment as ComposeService;
    return !isOff(container) && [...secretsNamed(container)].some(({ of }) => of === key) ? [name] : [];
  });
}
