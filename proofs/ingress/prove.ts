import { join } from 'node:path';
import { exposureOf } from '../../core/facts/exposure.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { Rendered } from '../../core/pipeline.ts';
import { ingressDigest } from '../record/digest.ts';
import type { ProofCheck, ProofRecord } from '../record/record.ts';
import { checkBans } from './check-bans.ts';
import { checkEscapes } from './check-escapes.ts';
import { checkIsolation, checkTunnelEntrance } from './check-isolation.ts';
import { checkPorts } from './check-ports.ts';
import { checkStrangers } from './check-strangers.ts';
import { checkWay } from './check-ways.ts';
import { type Ground, openGround } from './ground.ts';
import { programObstacle } from './program.ts';
import { ingressObstacle, type RunningIngress, startIngress } from './start.ts';

/** Starts every machine of the lab with its generated stack, asks as visitors and strangers would, and takes all down again. */
export async function proveIngress(
  root: string,
  { lab, files }: Rendered,
  say: (what: string) => void,
): Promise<{ record: ProofRecord } | { obstacle: string } | { nothing: string }> {
  if (routesOf(lab.model).length === 0) return { nothing: 'the lab exposes no hostname' };
  const obstacle = programObstacle(lab.model) ?? (await ingressObstacle());
  if (obstacle !== undefined) return { obstacle };
  const started = new Date();
  say('starting the lab');
  const running = await startIngress(files, { parent: join(root, '.rackbook', 'verify'), model: lab.model });
  try {
    const checks = await checkIngress(running, say);
    return { record: recordOf(root, running, checks, started, new Date()) };
  } finally {
    await running.stop();
  }
}

/** Every check of the ingress, on a lab that runs. `say` is told what is being looked at. */
export async function checkIngress(running: RunningIngress, say: (what: string) => void): Promise<readonly ProofCheck[]> {
  const ground = await openGround(running);
  try {
    return await checkAll(ground, say);
  } finally {
    await ground.stop();
  }
}

async function checkAll(ground: Ground, say: (what: string) => void): Promise<readonly ProofCheck[]> {
  const checks: ProofCheck[] = [];
  for (const way of exposureOf(ground.running.model)) {
    say(`${way.route.exposure.hostname} (${way.audience})`);
    checks.push(...(await checkWay(ground, way)));
  }
  say('names that are not exposed');
  checks.push(...(await checkStrangers(ground)));
  say('open ports of the machines');
  checks.push(...(await checkPorts(ground)));
  say('ways past the router');
  checks.push(...(await checkEscapes(ground)));
  say('what containers reach of each other');
  checks.push(...(await checkTunnelEntrance(ground)), ...(await checkIsolation(ground)));
  say('bans');
  checks.push(...(await checkBans(ground)));
  return checks;
}

function recordOf(root: string, running: RunningIngress, checks: readonly ProofCheck[], started: Date, now: Date): ProofRecord {
  return {
    schema: 'rackbook/proof/1',
    id: 'ingress',
    takenAt: now.toISOString(),
    digest: ingressDigest(root),
    ok: checks.length > 0 && checks.every(({ ok }) => ok),
    tools: running.tools.map((tool) => ({ ...tool })),
    durationMs: now.getTime() - started.getTime(),
    checks: [...checks],
  };
}
