import { setTimeout as sleep } from 'node:timers/promises';
import { entryContainers } from '../../core/compose/entry-containers.ts';
import { stacksOf } from '../../core/compose/stacks.ts';
import { exposureOf } from '../../core/facts/exposure.ts';
import type { Audience } from '../../core/model/service/exposure.ts';
import type { BansProof } from '../../testbed/system-proof.ts';
import type { NamespaceClient } from '../../testbed/topology/client.ts';
import type { ProofCheck } from '../record/record.ts';
import { bansProofOf } from '../system-proofs.ts';
import { BANNED_STRANGER, containerName, forwardedFor, from, type IngressRun, requestTo, seen, visitorsFor } from './ingress-run.ts';
import type { IngressTestbed } from './testbed.ts';

/** The plugin asks every second here. */
const FOLLOWS_MS = 10_000;

/** A banned address gets 403 on every hostname, another one notices nothing, and a ban that is lifted is gone. */
export async function checkBans(run: IngressRun): Promise<readonly ProofCheck[]> {
  const { testbed } = run;
  const bans = testbed.model.lab.bans;
  const proof = bansProofOf(testbed.model);
  if (!bans?.engine.compose || bans.engine.planned || !proof) return [];
  const checks: ProofCheck[] = [];
  for (const audience of ['lan', 'tunnel'] as const) {
    const ways = exposureOf(testbed.model).filter((way) => way.audience === audience);
    const [way] = ways;
    if (!way) continue;
    const [visitor] = visitorsFor(way, testbed);
    const client = audience === 'lan' ? await run.at(visitor) : run.tunnel;
    if (!client) continue;
    const address = audience === 'lan' ? visitor.ip : BANNED_STRANGER;
    const ask = (hostname: string) => client.request(requestTo(testbed, audience, hostname, { headers: asBanned(audience, testbed) }));
    const hostnames = ways.map(({ route }) => route.exposure.hostname);
    await decide(run, proof, [address], []);
    const banned = await everywhere(hostnames, ask, (status) => status === '403');
    const beside = await besides(run, audience, hostnames[0] ?? '', client);
    await decide(run, proof, [], [address]);
    const lifted = await everywhere(hostnames, ask, (status) => status !== '403');
    const add = (what: string, wrong: readonly string[], fine: string) =>
      checks.push({
        subject: bans.engine.subject,
        name: `ban ${from(audience)}: ${what}`,
        ok: wrong.length === 0,
        detail: wrong.length === 0 ? fine : wrong.slice(0, 6).join('; '),
      });
    add('refuses', banned, `403 on ${hostnames.length} hostnames for ${address}`);
    add('leaves others alone', beside === '403' ? ['403 for another client as well'] : [], `${beside} for another client`);
    add('can be lifted', lifted, `${hostnames.length} hostnames open again`);
  }
  return checks;
}

function asBanned(audience: Audience, testbed: IngressTestbed): Readonly<Record<string, string>> {
  return audience === 'lan' ? {} : forwardedFor(BANNED_STRANGER, testbed);
}

async function besides(run: IngressRun, audience: Audience, hostname: string, tunnel: NamespaceClient): Promise<string> {
  const [way] = exposureOf(run.testbed.model).filter((each) => each.audience === audience);
  if (audience === 'tunnel' || !way) return seen(await tunnel.request(requestTo(run.testbed, audience, hostname)));
  return seen(await (await run.at(visitorsFor(way, run.testbed)[1])).request(requestTo(run.testbed, audience, hostname)));
}

/** Hostnames whose answer is not as wanted, after the bouncer had its time. */
async function everywhere(
  hostnames: readonly string[],
  ask: (hostname: string) => Promise<Parameters<typeof seen>[0]>,
  wanted: (status: string) => boolean,
): Promise<readonly string[]> {
  const until = performance.now() + FOLLOWS_MS;
  for (;;) {
    const wrong: string[] = [];
    for (const hostname of hostnames) {
      const status = seen(await ask(hostname));
      if (!wanted(status)) wrong.push(`${hostname}: ${status}`);
    }
    if (wrong.length === 0 || performance.now() > until) return wrong;
    await sleep(500);
  }
}

/** The stand-in of the engine hands the file out to every bouncer that asks. */
async function decide({ testbed }: IngressRun, proof: BansProof, banned: readonly string[], lifted: readonly string[]): Promise<void> {
  const { engine } = testbed.model.lab.bans ?? {};
  const stack = stacksOf(testbed.model).find(({ service }) => service === engine);
  if (!stack || !engine?.compose) throw new Error('there are no bans to decide on');
  const name = containerName(stack, entryContainers(engine, engine.compose)[0] ?? '');
  const { answer } = proof.standIn;
  const script = `cat >${answer}.new && mv ${answer}.new ${answer}`;
  const done = await testbed.topology.engine(stack.machine.id).runInContainer(name, script, proof.decisions(banned, lifted));
  if (done.code !== 0) throw new Error(`${name} did not take a decision: ${done.stderr}`);
}
