import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { engineOf } from '../../core/compose/engine-of.ts';
import { stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Engine } from '../../testbed/engine/engine.ts';
import { standInObstacle, standInProgram } from '../../testbed/stand-in/build.ts';
import { makeServiceImages } from '../../testbed/stand-in/image.ts';
import type { FirewallProof } from '../../testbed/system-proof.ts';
import { projectTool } from '../../testbed/tool.ts';
import { startTopology, type Topology, topologyObstacle } from '../../testbed/topology/topology.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { lastLines } from '../../tools/process.ts';
import { versionsOf } from '../../tools/versions-of.ts';
import type { RecordedFiles, TakenFile } from '../files/recorded-files.ts';
import { ALL_PROOFS, bansProofOf, firewallProofOf, ingressProofOf } from '../system-proofs.ts';
import { type Fixture, type FixtureOptions, ingressFiles, makeFixture } from './fixture.ts';
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

/** Why no lab can be run here, or undefined. Asked of every system, since any lab may have each. */
export async function ingressObstacle(): Promise<string | undefined> {
  for (const { ingress, interfaces, firewall } of ALL_PROOFS) {
    const program = firewall && (await findTool(firewall.tool));
    const found =
      (await ingress?.obstacle()) ?? (await interfaces?.obstacle()) ?? (program && isMissing(program) ? program.missing : undefined);
    if (found !== undefined) return found;
  }
  return (await topologyObstacle()) ?? (await standInObstacle());
}

/** Lays out the files, starts every machine and runs each machine's own `up.sh`. Throws with its words when that fails. */
export async function startTestbed(files: RecordedFiles, options: FixtureOptions): Promise<IngressTestbed> {
  const { model } = options;
  const ingress = ingressProofOf(model);
  const firewall = firewallProofOf(model);
  const program = await ingress?.image();
  const real: RealParts = { ingress: program?.image, bans: bansProofOf(model) };
  const login = makeLogin();
  const own = ingressFiles(files, model);
  const fixture = await makeFixture(own, { ...options, login, ingress });
  const visitors = visitorsOf(model);
  let topology: Topology | undefined;
  let endPaths: (() => Promise<void>) | undefined;
  const stop = async () => {
    await endPaths?.();
    await topology?.stop();
    await rm(fixture.root, { recursive: true, force: true });
  };
  try {
    topology = await startTopology(topologyPlan(model, visitors, login, engineSettings(model, own)));
    const started = topology;
    endPaths = await setReturnPaths(started, model, fixture.root);
    const machines = [...new Set(stacksOf(model).map(({ machine }) => machine))];
    const limit = pLimit(AT_ONCE);
    await Promise.all(machines.map((machine) => limit(() => startMachine(machine, started, fixture, model, real))));
    await startOthers(started, model);
    return {
      model,
      topology: started,
      fixture,
      visitors,
      login,
      tools: [
        ...(program ? [program.tool] : []),
        ...(machines[0] ? [{ name: engineOf(model).title, version: started.engine(machines[0].id).version }] : []),
        ...(await versionsOf([projectTool, ...(firewall ? [firewall.tool] : [])])),
      ],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the generated file of a machine says to its engine. */
function engineSettings(model: Model, files: readonly TakenFile[]): (machine: string) => object {
  return (machine) => {
    const file = files.find(({ path }) => path === engineOf(model).settings.path(machine));
    return file ? (JSON.parse(file.content) as object) : {};
  };
}

async function startMachine(machine: Host | Guest, topology: Topology, fixture: Fixture, model: Model, real: RealParts): Promise<void> {
  const engine = topology.engine(machine.id);
  await makeServiceImages(engine.api, await imagesOf(machine, model, real));
  // As systemd leaves it on a real machine; mounts with rslave ask for it.
  await engine.runInside(['mount', '--make-rshared', '/']);
  const firewall = firewallProofOf(model);
  if (firewall) await loadFirewall(engine, fixture, firewall, machine.id);
  const folder = join(fixture.root, 'infra/compose', machine.id);
  const done = await engine.runInside(['sh', 'up.sh', '--pull', 'never'], { cwd: folder, timeoutMs: UP_MS });
  if (done.code !== 0) throw new Error(`infra/compose/${machine.id}/up.sh ended with ${done.code}: ${lastLines(done, 12)}`);
}

async function loadFirewall(engine: Engine, { root }: Fixture, { tool, machine }: FirewallProof, id: string): Promise<void> {
  const program = await findTool(tool);
  if (isMissing(program)) throw new Error(program.missing);
  const path = machine(id);
  const loaded = await engine.run([...program.argv, '--file', join(root, path)]);
  if (loaded.code !== 0) throw new Error(`${path} was refused: ${lastLines(loaded, 12)}`);
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
