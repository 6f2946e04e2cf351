/** Machines with a bare Debian, a control node among them, and the lab that it is to make of them. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../../core/contract.ts';
import { startDebian } from '../../testbed/debian/debian-machine.ts';
import { loadsImages } from '../../testbed/debian/loaded-images.ts';
import { addPackages } from '../../testbed/debian/own-archive.ts';
import { makeSshAccess } from '../../testbed/debian/ssh-access.ts';
import type { InsideFiles } from '../../testbed/engine/engine-root.ts';
import type { Machine } from '../../testbed/machine/boot.ts';
import { type ServiceImage, serviceImagesArchive } from '../../testbed/stand-in/image.ts';
import type { AutomationProof, Playbooks, Played } from '../../testbed/system-proof.ts';
import { startTopology, type Topology } from '../../testbed/topology/topology.ts';
import { lastLines } from '../../tools/process.ts';
import type { RecordedFiles } from '../files/recorded-files.ts';
import { imagesOf } from '../ingress/images.ts';
import { interfacesProofs } from '../system-proofs.ts';
import type { Cast, CastMachine } from './cast.ts';
import { makeDisks } from './disks.ts';
import { labFiles } from './lab-files.ts';
import { type LabFolder, makeLabFolder } from './lab-folder.ts';
import { makeSecretValues, type SecretValues } from './secret-values.ts';
import { CONTROL, carriersOf, topologyPlan } from './topology-plan.ts';
import { brokenImage, nextImage } from './versions.ts';

/** A package that every machine has a version of, and gets another one of by an update. */
export const PACKAGE = 'proof-of-updates';
const IMAGES = '/usr/local/share/images.tar';

export interface AutomationTestbed {
  readonly model: Model;
  readonly cast: Cast;
  readonly lab: LabFolder;
  readonly secrets: SecretValues;
  readonly topology: Topology;
  /** Runs a playbook, and keeps what it said. */
  readonly play: Playbooks['play'];
  /** Every output so far. */
  readonly outputs: readonly string[];
  /** A running machine. */
  machine(which: Pick<CastMachine, 'id'>): Machine;
  /** Pulls its plug and puts a new one in its place: nothing of it is left but disks with backups. */
  replace(which: CastMachine): Promise<void>;
  /** A version of the package whose installation fails is there from now on. */
  breakPackage(): Promise<void>;
  /** A folder for a report. */
  reports(name: string): string;
  stop(): Promise<void>;
}

/** Boots the machines. Nothing of the lab is on them yet. */
export async function startTestbed(
  model: Model,
  files: RecordedFiles,
  automation: AutomationProof,
  cast: Cast,
  say: (what: string) => void,
): Promise<AutomationTestbed> {
  // Sockets have short paths.
  const folder = await mkdtemp(join(tmpdir(), 'rba-'));
  const machines = new Map<string, Machine>();
  const outputs: string[] = [];
  let topology: Topology | undefined;
  const stop = async () => {
    await Promise.allSettled([...machines.values()].map((machine) => machine.stop()));
    await topology?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    for (const name of ['control', 'lab', 'archive']) await mkdir(join(folder, name));
    const access = await makeSshAccess(join(folder, 'control'));
    const archive = join(folder, 'archive');
    await addPackages(archive, [{ name: PACKAGE, version: '1' }]);
    const lab = await makeLabFolder(join(folder, 'lab'), labFiles(files, model, cast.booted));
    const net = await startTopology(topologyPlan(model, cast));
    topology = net;
    const boot = async (which: CastMachine) => {
      const { id, address, machine: on } = which;
      const disk = join(folder, `disk-${id}`);
      await mkdir(disk, { recursive: true });
      const disks = on ? await makeDisks(join(folder, `disks-${id}`), model, on) : { shared: {}, mount: 'true' };
      const images = await imagesFile(folder, which, model);
      const machine = await startDebian({
        name: id,
        access,
        addresses: [address],
        archive,
        disk,
        files: { ...cabledFiles(model, which), ...(images === undefined ? {} : loadsImages(IMAGES)) },
        shared: { ...disks.shared, ...(images === undefined ? {} : { [IMAGES]: images }) },
        beforeStart: (pid) => net.connect(id, pid),
      });
      machines.set(id, machine);
      const prepared = await machine.shell(`${disks.mount}\napt-get -qq update && apt-get -qq install --yes ${PACKAGE}=1`);
      if (prepared.code !== 0) throw new Error(`${id} cannot be prepared: ${lastLines(prepared)}`);
    };
    await Promise.all(cast.booted.map(boot));
    const playbooks = await automation.start({ network: net.node(CONTROL), access, folder: join(folder, 'control'), root: lab.root });
    const play: Playbooks['play'] = async (id, options) => {
      const played: Played = await playbooks.play(id, options);
      outputs.push(played.output);
      say(`playbook ${id}${played.cut ? ', cut' : ''}: ${played.tasks} tasks, ${Math.round(played.seconds)} s`);
      return played;
    };
    return {
      model,
      cast,
      lab,
      secrets: await makeSecretValues(model, lab.root, playbooks),
      topology: net,
      play,
      outputs,
      machine: ({ id }) => machines.get(id) ?? missing(id),
      replace: async (which) => {
        await machines.get(which.id)?.stop();
        machines.delete(which.id);
        await rm(join(folder, `disk-${which.id}`), { recursive: true, force: true });
        await boot(which);
        // The one before it had another hardware address, by which the control node would go on to look for it.
        await net.run(CONTROL, ['ip', 'neighbour', 'flush', 'all']);
      },
      breakPackage: () => addPackages(archive, [{ name: PACKAGE, version: '2', afterwards: `echo ${PACKAGE} breaks >&2; exit 1` }]),
      reports: (name) => join(folder, `report-${name}`),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Stand-ins for the images of a machine, and for those of versions that its services are changed to; undefined where it has no containers. */
async function imagesFile(folder: string, { machine, stacks }: CastMachine, model: Model): Promise<string | undefined> {
  if (!machine || stacks.length === 0) return undefined;
  const own = await imagesOf(machine, model);
  const more = Object.entries(own).flatMap(([name, image]): (readonly [string, ServiceImage])[] => [
    [nextImage(name), image],
    [brokenImage(name), { ...image, entrypoint: ['/bin/false'] }],
  ]);
  const file = join(folder, `images-${machine.id}.tar`);
  await writeFile(file, await serviceImagesArchive({ ...own, ...Object.fromEntries(more) }));
  return file;
}

/** What lets a machine have VLANs that are cables. */
const cabledFiles = (model: Model, machine: CastMachine): InsideFiles =>
  carriersOf(model, machine).length === 0 ? {} : Object.assign({}, ...interfacesProofs(model).map(({ cabled }) => cabled));

function missing(id: string): never {
  throw new Error(`${id} does not run`);
}
