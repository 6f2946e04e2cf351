import { quote } from '../../../formats/shell.ts';
import { ownSecretFiles } from '../../compose/own-secret-files.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { BackupPolicy } from '../../model/policy/policy.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { SecretFile, Service } from '../../model/service/service.ts';

// Where the parts of the backup lie on a machine, and how they are called there. Generators write to these places, runbooks name them.

/** Where the repository is on a machine without a container engine, which would say it. */
const ROOT = '/opt/rackbook';
const SECRETS = '/etc/rackbook/secrets';
/** What the jobs keep: dumps, and how far they are. */
export const STATE = '/var/lib/rackbook';
export const UNITS = '/etc/systemd/system';
/** Where a person restores to for a look before anything live is touched. */
export const RESTORED = `${STATE}/restored`;

/** Folder on the machine that holds `infra/`. */
export function rootOf(machine: Host | Guest): string {
  return machine.engine?.root ?? ROOT;
}

/** Path on the machine of a generated file. */
export function onMachine(machine: Host | Guest, path: string): string {
  return `${rootOf(machine)}/${path}`;
}

/** File on a machine that holds the password of a repository; undefined for one that has none, or that nothing writes. */
export function passwordFile(machine: Host | Guest, { service, password }: Repository): string | undefined {
  if (!service || !password) return undefined;
  return `${secretsOf(machine)}/${service.id}/${password.id}`;
}

/** Folder on a machine that holds secret files, `<service>/<secret>`. */
export function secretsOf(machine: Host | Guest): string {
  return machine.engine?.secrets ?? SECRETS;
}

/** Folder on its machine that holds the secret files of a service. */
export function secretFolder({ id, runsOn }: Service): string {
  return `${secretsOf(runsOn)}/${id}`;
}

/** File on its machine that holds a secret of a service: where the project says that it is, else in its folder. */
export function secretFile(service: Service, { id, defines }: SecretFile): string {
  const folder = secretFolder(service);
  const own = service.compose && !defines ? ownSecretFiles(service.compose, folder).get(id) : undefined;
  return own ?? `${folder}/${id}`;
}

/** Repository path of a folder with what dumps and loads databases on a machine. */
export function dumpFolder(machine: Host | Guest): string {
  return `infra/dumps/${machine.id}`;
}

/** The command that puts the units of the backup in place on a machine, as a word of a shell. */
export function installCommand(machine: Host | Guest, folder: string): string {
  return quote(onMachine(machine, `${folder}/install.sh`));
}

/** Path on its machine of the Compose file of a service; undefined for what is not a container. */
export function composeFile({ id, runsOn, compose }: Service): string | undefined {
  if (!compose || !runsOn.engine) return undefined;
  return `${runsOn.engine.root}/infra/compose/${runsOn.id}/${id}/compose.yaml`;
}

/** The engine's command for the project of a service, on its machine; undefined for what is not a container. */
export function composeCommand(service: Service): string | undefined {
  const file = composeFile(service);
  const variables = service.secrets.find(({ defines }) => defines);
  const words = variables ? [quote(secretFile(service, variables))] : [];
  return file === undefined ? undefined : service.runsOn.engine?.product.projectCommand(quote(file), ...words);
}

/** What makes local snapshots where no program of its own does. */
export const SNAPSHOTS_UNIT = 'rackbook-snapshots';

export const UNIT = {
  backup: ({ id }: BackupPolicy) => `rackbook-backup-${id}`,
  /** Starts after a boot what a backup had stopped when the power failed. */
  startAgain: ({ id }: BackupPolicy) => `rackbook-start-again-${id}`,
  dump: ({ id }: BackupPolicy) => `rackbook-dump-${id}`,
  prune: ({ id }: Repository) => `rackbook-prune-${id}`,
  check: ({ id }: Repository) => `rackbook-check-${id}`,
  restoreTest: ({ id }: Repository) => `rackbook-restore-test-${id}`,
} as const;

/** Absolute path on the machine of a data path: a volume lies where the engine keeps it, and `./x` beside the Compose file. */
export function dataPlace(service: Service, path: string): string {
  const { runsOn: machine, compose } = service;
  if (path.startsWith('/')) return path === '/' ? path : path.replace(/\/+$/, '');
  if (path === '.' || path.startsWith('./'))
    return onMachine(machine, `infra/compose/${machine.id}/${service.id}/${path.slice(2).replace(/\/+$/, '')}`);
  const volume = (compose?.['volumes'] as Record<string, { name?: unknown; external?: unknown } | null> | undefined)?.[path];
  const name = typeof volume?.name === 'string' ? volume.name : volume?.external === true ? path : `${service.project}_${path}`;
  // Without an engine there are no volumes: the service is only planned.
  return machine.engine?.product.volumePlace(name) ?? name;
}
