/** The machines of a lab for one proof: each is started when it is first asked for. */

import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineOf } from '../../core/compose/engine-of.ts';
import type { Model } from '../../core/contract.ts';
import { databasesOf } from '../../core/facts/backup/databases.ts';
import { metricsFolder } from '../../core/facts/backup/metrics-folder.ts';
import { rootOf } from '../../core/facts/backup/places.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Snapshots } from '../../core/model/host/snapshots.ts';
import type { BackupTarget } from '../../core/model/target/target.ts';
import type { InsideFiles } from '../../testbed/engine/engine-root.ts';
import { containerHostFiles, programFiles, startMachineEngine } from '../../testbed/machine/container-host.ts';
import { type Machine, startMachine } from '../../testbed/machine/machine.ts';
import { makeServiceImages, type ServiceImage } from '../../testbed/stand-in/image.ts';
import type { FileSystemProof } from '../../testbed/system-proof.ts';
import { lastLines } from '../../tools/process.ts';
import type { RecordedFiles, TakenFile } from '../files/recorded-files.ts';
import { imagesOf } from '../ingress/images.ts';
import { ALL_PROOFS, databaseProofOf, fileSystemProofOf } from '../system-proofs.ts';
import { fixtureFiles, gitRepository, makeSecrets, repositoryFiles, type Secrets } from './fixture.ts';

/** Room on a disk for backups, and on the file system of a host; both are files with holes. */
const DISK_BYTES = 400 * 1024 * 1024;
const DATA_BYTES = 600 * 1024 * 1024;

/** Where a machine finds what the Git host would send. */
const GIT = '/var/lib/proof/lab.git';

export interface BackupTestbed {
  readonly model: Model;
  /** The generated files; each machine has its own of them. */
  readonly files: RecordedFiles;
  readonly secrets: Secrets;
  /** The running machine; starts it with this repository and its secrets when it is not running. */
  machine(which: Host | Guest): Promise<Machine>;
  /** Pulls its plug and puts a new one in its place: nothing of it is left but disks with backups. */
  replace(which: Host): Promise<Machine>;
  stop(): Promise<void>;
}

export async function startTestbed(model: Model, files: RecordedFiles): Promise<BackupTestbed> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-backup-'));
  const secrets = makeSecrets(model);
  const running = new Map<string, Machine>();

  const start = async (which: Host | Guest, isBare: boolean): Promise<Machine> => {
    const fixture = fixtureFiles(files, which);
    const git = await gitRepository(join(folder, `${which.id}-git`), fixture);
    const shared = { ...(await targetDisks(folder, model, which)), ...(await dataDisks(folder, model, which)), [GIT]: git };
    const inside: InsideFiles = {
      ...(await containerHostFiles()),
      ...(await programFiles(ALL_PROOFS.flatMap(({ onMachines = [] }) => onMachines))),
      ...gitConfig(model),
      ...(isBare && model.lab.recovery.git ? {} : repositoryFiles(which, fixture)),
      ...(isBare ? {} : secrets.on(which)),
    };
    const machine = await startMachine({ name: which.id, files: inside, shared });
    running.set(which.id, machine);
    await prepare(machine, which, model);
    if (which.engine) await fillEngine(machine, which, model, isBare ? [] : fixture);
    return machine;
  };
  return {
    model,
    files,
    secrets,
    machine: async (which) => running.get(which.id) ?? (await start(which, false)),
    replace: async (which) => {
      await running.get(which.id)?.stop();
      running.delete(which.id);
      await rm(join(folder, `${which.id}-data`), { recursive: true, force: true });
      return start(which, true);
    },
    stop: async () => {
      await Promise.allSettled([...running.values()].map((machine) => machine.stop()));
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Disks with backups that are plugged into a host. They outlive it. */
async function targetDisks(folder: string, model: Model, which: Host | Guest): Promise<Record<string, string>> {
  const entries = model.targets
    .filter(
      (target): target is BackupTarget & { device: string } => target.host === which && !target.planned && target.device !== undefined,
    )
    .map(async ({ id, device }) => {
      const file = join(folder, `target-${id}`);
      await writeFile(file, '', { flag: 'a' });
      await truncate(file, DISK_BYTES);
      return [device, file] as const;
    });
  return Object.fromEntries(await Promise.all(entries));
}

/** Where the file systems are that a host makes snapshots of. */
async function dataDisks(folder: string, model: Model, which: Host | Guest): Promise<Record<string, string>> {
  const own = join(folder, `${which.id}-data`);
  await mkdir(own, { recursive: true });
  const entries = mountsOf(model, which).map(async (_, index) => {
    const file = join(own, String(index));
    await writeFile(file, '');
    await truncate(file, DATA_BYTES);
    return [dataDevice(index), file] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const dataDevice = (index: number) => `/dev/disk/data-${index}`;

/** The file systems with snapshots of a machine that can be made here, and what makes them. */
function mountsOf(model: Model, which: Host | Guest): readonly { readonly mount: string; readonly make: FileSystemProof['make'] }[] {
  const snapshots: Snapshots | undefined = which.kind === 'host' ? which.snapshots : undefined;
  const proof = snapshots && fileSystemProofOf(model, snapshots.tool);
  return snapshots?.kind === 'file-systems' && proof ? snapshots.of.map(({ mount }) => ({ mount, make: proof.make })) : [];
}

/** Git of the machine finds the lab's repository where the inventory says that it is. */
function gitConfig(model: Model): InsideFiles {
  const { git } = model.lab.recovery;
  return git ? { '/etc/gitconfig': { content: `[url "${GIT}"]\n\tinsteadOf = ${git.url}\n[safe]\n\tdirectory = *\n` } } : {};
}

/** Its addresses, its file systems and the folders that packages of its system would have brought. */
async function prepare(machine: Machine, which: Host | Guest, model: Model): Promise<void> {
  const addresses = which.addresses.flatMap(({ ip, ip6 }) => [`${ip}/32`, ...(ip6 === undefined ? [] : [`${ip6}/128`])]);
  const made = await machine.shell(
    [
      'set -eu',
      ...addresses.map((address) => `ip address add ${address} dev lo`),
      ...mountsOf(model, which).flatMap(({ mount, make }, index) => [
        make(dataDevice(index)),
        `mkdir -p '${mount}'`,
        `mount ${dataDevice(index)} '${mount}'`,
      ]),
      ...model.targets.flatMap(({ host, path }) => (host === which && path !== undefined ? [`mkdir -p '${path}'`] : [])),
      `mkdir -p ${metricsFolder(model)} ${rootOf(which)}`,
    ].join('\n'),
  );
  if (made.code !== 0) throw new Error(`${machine.name} cannot be prepared: ${lastLines(made)}`);
}

/** Starts the engine and gives it every image of the machine: databases are real, all else answers on the ports of the real ones. */
async function fillEngine(machine: Machine, which: Host | Guest, model: Model, files: readonly TakenFile[]): Promise<void> {
  const settings = files.find(({ path }) => path === engineOf(model).settings.path(which.id));
  const api = await startMachineEngine(machine, settings?.content);
  const images: Record<string, ServiceImage> = { ...(await imagesOf(which, model)) };
  for (const { service, machine: on, container, engine } of databasesOf(model)) {
    if (on === which)
      images[String(service.compose?.services[container]?.['image'])] = await databaseProofOf(model, { engine }).image(engine);
  }
  await makeServiceImages(api, images);
}
