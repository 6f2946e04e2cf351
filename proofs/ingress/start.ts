import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import { routesOf } from '../../core/facts/routes.ts';

import type { Guest, Host } from '../../core/model/model.ts';
import type { WantedFile } from '../../core/plan/change.ts';
import { layStandIns } from '../../generators/traefik/check/traefik-plugins.ts';
import { toolOf } from '../../registry/catalog.ts';
import { standInObstacle, standInProgram } from '../../testbed/stand-in/build.ts';
import { makeServiceImages } from '../../testbed/stand-in/image.ts';
import { labObstacle, type NamespaceLab, startLab } from '../../testbed/topology/lab.ts';
import { networkdObstacle } from '../../testbed/topology/networkd.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { lastLines } from '../../tools/process.ts';
import { imagesOf, type RealParts } from './images.ts';
import { type Login, labPlan, makeLogin } from './lab-plan.ts';
import { setReturnPaths } from './return-paths.ts';
import { type Stage, type StageOptions, stageIngress } from './stage.ts';
import { type Visitor, visitorsOf } from './visitors.ts';

const UP_MS = 240_000;
/** Engines that are filled and started at once. */
const AT_ONCE = 2;

/** The lab as the inventory describes it, running in namespaces of this machine. */
export interface RunningIngress {
  readonly model: Model;
  readonly lab: NamespaceLab;
  readonly stage: Stage;
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
  return (await labObstacle()) ?? (await networkdObstacle()) ?? (await standInObstacle());
}

/** Stages the files, starts every machine and runs each machine's own `up.sh`. Throws with its words when that fails. */
export async function startIngress(files: readonly WantedFile[], options: StageOptions): Promise<RunningIngress> {
  const { model } = options;
  const traefik = await findTool(toolOf('traefik'));
  if (isMissing(traefik)) throw new Error(traefik.missing);
  const scratch = await mkdtemp(join(tmpdir(), 'rackbook-plugins-'));
  await layStandIns(scratch);
  const real: RealParts = { traefik: traefik.argv[0] ?? '', plugins: scratch };
  const login = makeLogin();
  const stage = await stageIngress(files, { ...options, login });
  const visitors = visitorsOf(model);
  let lab: NamespaceLab | undefined;
  let endPaths: (() => Promise<void>) | undefined;
  const stop = async () => {
    await endPaths?.();
    await lab?.stop();
    await rm(stage.root, { recursive: true, force: true });
    await rm(scratch, { recursive: true, force: true });
  };
  try {
    lab = await startLab(labPlan(model, visitors, login));
    const running = lab;
    endPaths = await setReturnPaths(running, model, stage.root);
    const machines = [...new Set(stacksOf(model).map(({ machine }) => machine))];
    const limit = pLimit(AT_ONCE);
    await Promise.all(machines.map((machine) => limit(() => startMachine(machine, running, stage, model, real))));
    await startOthers(running, model);
    const [compose, nft] = await Promise.all([findTool(toolOf('docker-compose')), findTool(toolOf('nft'))]);
    const engine = machines[0] ? running.engine(machines[0].id) : undefined;
    return {
      model,
      lab: running,
      stage,
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

async function startMachine(machine: Host | Guest, lab: NamespaceLab, stage: Stage, model: Model, real: RealParts): Promise<void> {
  const engine = lab.engine(machine.id);
  await makeServiceImages(engine.docker, await imagesOf(machine, model, real));
  // As systemd leaves it on a real machine; mounts with rslave ask for it.
  await engine.runInside(['mount', '--make-rshared', '/']);
  const nft = await findTool(toolOf('nft'));
  if (isMissing(nft)) throw new Error(nft.missing);
  const firewall = await engine.run([...nft.argv, '--file', join(stage.root, 'infra/nftables', machine.id, 'rackbook.nft')]);
  if (firewall.code !== 0) throw new Error(`infra/nftables/${machine.id}/rackbook.nft was refused: ${lastLines(firewall, 12)}`);
  const folder = join(stage.root, 'infra/compose', machine.id);
  const done = await engine.runInside(['sh', 'up.sh', '--pull', 'never'], { cwd: folder, timeoutMs: UP_MS });
  if (done.code !== 0) throw new Error(`infra/compose/${machine.id}/up.sh ended with ${done.code}: ${lastLines(done, 12)}`);
}

/** Services without containers: a stand-in answers on the ports that the inventory names. */
async function startOthers(lab: NamespaceLab, model: Model): Promise<void> {
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
    lab.spawn(service.runsOn.id, [program, '--listen', listen, '--name', service.id], { stdio: 'ignore' });
  }
}
