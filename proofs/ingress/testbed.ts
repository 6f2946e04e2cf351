import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import { networkdObstacle } from '../../generators/networkd/check/daemon.ts';
import { layStandIns } from '../../generators/traefik/check/traefik-plugins.ts';
import { toolOf } from '../../registry/catalog.ts';
import { standInObstacle, standInProgram } from '../../testbed/stand-in/build.ts';
import { makeServiceImages } from '../../testbed/stand-in/image.ts';
import { startTopology, type Topology, topologyObstacle } from '../../testbed/topology/topology.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { lastLines } from '../../tools/process.ts';
import type { RecordedFiles, TakenFile } from '../files/recorded-files.ts';
import { engineSettingsPath, type Fixture, type FixtureOptions, ingressFiles, makeFixture } from './fixture.ts';
import { imagesOf, type RealParts } from './images.ts';
import { setReturnPaths } from './return-paths.ts';
import { type Login, makeLogin, topologyPlan } from './topology-plan.ts';
import { type Visitor, visitorsOf } from './visitors.ts';

const UP_MS = 240_000;
/** Engines that are filled and started at once. */
const AT_ONCE = 2;

/** The lab as the inventory describes it, running in namespaces of this machine. */
export interface IngressTestbed {
  readonly model: Model;
  readonly topology: Topology;
  readonly fixture: Fixture;
  readonly visitors: readonly Visitor[];
  readonly login: Login;
  readonly tools: readonly { readonly name: string; readonly version: string }[];
  stop(): Promise<void>;
}

/** Why the lab cannot be run here, or undefined. */
export async function ingressObstacle(): Promise<string | undefined> {
  const traefik = await findTool(toolOf('traefik'));
  if (isMissing(traefik)) return traefik.missing;
  if (traefik.via === 'docker-image')
    return 'Traefik is here as an image only, and the proof puts the program into an image of its own: npm run tools traefik';
  const nft = await findTool(toolOf('nft'));
  if (isMissing(nft)) return nft.missing;
  return (await topologyObstacle()) ?? (await networkdObstacle()) ?? (await standInObstacle());
}

/** Lays out the files, starts every machine and runs each machine's own `up.sh`. Throws with its words when that fails. */
export async function startTestbed(files: RecordedFiles, options: FixtureOptions): Promise<IngressTestbed> {
  const { model } = options;
  const traefik = await findTool(toolOf('traefik'));
  if (isMissing(traefik)) throw new Error(traefik.missing);
  const scratch = await mkdtemp(join(tmpdir(), 'rackbook-plugins-'));
  await layStandIns(scratch);
  const real: RealParts = { traefik: traefik.argv[0] ?? '', plugins: scratch };
  const login = makeLogin();
  const own = ingressFiles(files, model);
  const fixture = await makeFixture(own, { ...options, login });
  const visitors = visitorsOf(model);
  let topology: Topology | undefined;
  let endPaths: (() => Promise<void>) | undefined;
  const stop = async () => {
    await endPaths?.();
    await topology?.stop();
    await rm(fixture.root, { recursive: true, force: true });
    await rm(scratch, { recursive: true, force: true });
  };
  try {
    topology = await startTopology(topologyPlan(model, visitors, login, engineSettings(own)));
    const started = topology;
    endPaths = await setReturnPaths(started, model, fixture.root);
    const machines = [...new Set(stacksOf(model).map(({ machine }) => machine))];
    const limit = pLimit(AT_ONCE);
    await Promise.all(machines.map((machine) => limit(() => startMachine(machine, started, fixture, model, real))));
    await startOthers(started, model);
    const [compose, nft] = await Promise.all([findTool(toolOf('docker-compose')), findTool(toolOf('nft'))]);
    const engine = machines[0] ? started.engine(machines[0].id) : undefined;
    return {
      model,
      topology: started,
      fixture,
      visitors,
      login,
      tools: [
        { name: 'Traefik', version: traefik.version },
        ...(engine ? [{ name: 'Docker Engine', version: engine.version }] : []),
        ...(isMissing(compose) ? [] : [{ name: 'Docker Compose', version: compose.version }]),
        ...(isMissing(nft) ? [] : [{ name: 'nftables', version: nft.version }]),
      ],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the generated file of a machine says to its engine. */
function engineSettings(files: readonly TakenFile[]): (machine: string) => object {
  return (machine) => {
    const file = files.find(({ path }) => path === engineSettingsPath(machine));
    return file ? (JSON.parse(file.content) as object) : {};
  };
}

async function startMachine(machine: Host | Guest, topology: Topology, fixture: Fixture, model: Model, real: RealParts): Promise<void> {
  const engine = topology.engine(machine.id);
  await makeServiceImages(engine.docker, await imagesOf(machine, model, real));
  // As systemd leaves it on a real machine; mounts with rslave ask for it.
  await engine.runInside(['mount', '--make-rshared', '/']);
  const nft = await findTool(toolOf('nft'));
  if (isMissing(nft)) throw new Error(nft.missing);
  const firewall = await engine.run([...nft.argv, '--file', join(fixture.root, 'infra/nftables', machine.id, 'rackbook.nft')]);
  if (firewall.code !== 0) throw new Error(`infra/nftables/${machine.id}/rackbook.nft was refused: ${lastLines(firewall, 12)}`);
  const folder = join(fixture.root, 'infra/compose', machine.id);
  const done = await engine.runInside(['sh', 'up.sh', '--pull', 'never'], { cwd: folder, timeoutMs: UP_MS });
  if (done.code !== 0) throw new Error(`infra/compose/${machine.id}/up.sh ended with ${done.code}: ${lastLines(done, 12)}`);
}

/** Services without containers: a stand-in answers on the ports that the inventory names. */
async function startOthers(topology: Topology, model: Model): Promise<void> {
  const program = await standInProgram();
  for (const service of model.services) {
    if (service.planned || service.compose) continue;
    const ports = new Set([
      ...routesOf(model)
        .filter((route) => route.service === service)
        .map(({ exposure }) => exposure.port),
      ...service.ports.filter(({ protocol }) => protocol === 'tcp').map(({ port }) => port),
    ]);
    if (service.address === undefined || ports.size === 0) continue;
    const listen = [...ports].map((port) => `${service.address}:${port}`).join(',');
    topology.spawn(service.runsOn.id, [program, '--listen', listen, '--name', service.id], { stdio: 'ignore' });
  }
}
