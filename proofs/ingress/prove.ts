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
import { type IngressRun, startRun } from './ingress-run.ts';
import { type IngressTestbed, ingressObstacle, startTestbed } from './testbed.ts';

/** Starts every machine of the lab with its generated stack, asks as visitors and strangers would, and takes all down again. */
export async function proveIngress(
  root: string,
  { lab, files }: Rendered,
  say: (what: string) => void,
): Promise<{ record: ProofRecord } | { obstacle: string } | { nothing: string }> {
  if (routesOf(lab.model).length === 0) return { nothing: 'the lab exposes no hostname' };
  const obstacle = await ingressObstacle();
  if (obstacle !== undefined) return { obstacle };
  const started = new Date();
  say('starting the lab');
  const testbed = await startTestbed(files, { parent: join(root, '.rackbook', 'verify'), model: lab.model });
  try {
    const checks = await checkIngress(testbed, say);
    return { record: recordOf(root, testbed, checks, started, new Date()) };
  } finally {
    await testbed.stop();
  }
}

/** Every check of the ingress, on a lab that runs. `say` is told what is being looked at. */
export async function checkIngress(testbed: IngressTestbed, say: (what: string) => void): Promise<readonly ProofCheck[]> {
  const run = await startRun(testbed);
  try {
    return await checkAll(run, say);
  } finally {
    await run.stop();
  }
}

async function checkAll(run: IngressRun, say: (what: string) => void): Promise<readonly ProofCheck[]> {
  const checks: ProofCheck[] = [];
  for (const way of exposureOf(run.testbed.model)) {
    say(`${way.route.exposure.hostname} (${way.audience})`);
    checks.push(...(await checkWay(run, way)));
  }
  say('names that are not exposed');
  checks.push(...(await checkStrangers(run)));
  say('open ports of the machines');
  checks.push(...(await checkPorts(run)));
  say('ways past the router');
  checks.push(...(await checkEscapes(run)));
  say('what containers reach of each other');
  checks.push(...(await checkTunnelEntrance(run)), ...(await checkIsolation(run)));
  say('bans');
  checks.push(...(await checkBans(run)));
  return checks;
}

function recordOf(root: string, testbed: IngressTestbed, checks: readonly ProofCheck[], started: Date, now: Date): ProofRecord {
  return {
    schema: 'rackbook/proof/1',
    id: 'ingress',
    takenAt: now.toISOString(),
    digest: ingressDigest(root),
    ok: checks.length > 0 && checks.every(({ ok }) => ok),
    tools: testbed.tools.map((tool) => ({ ...tool })),
    durationMs: now.getTime() - started.getTime(),
    checks: [...checks],
  };
}
