import { exposureOf } from '../../core/facts/exposure.ts';
import { routesOf } from '../../core/facts/routes.ts';
import type { Proof, ProofRequest } from '../contract.ts';
import type { Findings } from '../record/make-record.ts';
import type { ProofCheck } from '../record/record.ts';
import { checkBans } from './check-bans.ts';
import { checkEscapes } from './check-escapes.ts';
import { checkIsolation, checkTunnelEntrance } from './check-isolation.ts';
import { checkPorts } from './check-ports.ts';
import { checkStrangers } from './check-strangers.ts';
import { checkWay } from './check-ways.ts';
import { type IngressRun, startRun } from './ingress-run.ts';
import { programObstacle } from './program.ts';
import { type IngressTestbed, ingressObstacle, startTestbed } from './testbed.ts';

export const ingressProof: Proof = {
  id: 'ingress',
  title: 'Container stacks and ingress',
  nothing: (model) => (routesOf(model).length === 0 ? 'the lab exposes no hostname' : undefined),
  obstacle: async (model) => programObstacle(model) ?? (await ingressObstacle()),
  run: proveIngress,
};

/** Starts every machine of the lab with its generated stack, asks as visitors and strangers would, and takes all down again. */
async function proveIngress({ model, files, scratch, say }: ProofRequest): Promise<Findings> {
  say('starting the lab');
  const testbed = await startTestbed(files, { parent: scratch, model });
  try {
    return { checks: await checkIngress(testbed, say), tools: [...testbed.tools] };
  } finally {
    await testbed.stop();
  }
}

/** Every check of the ingress, on a lab that runs. `say` reports what is being checked. */
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
