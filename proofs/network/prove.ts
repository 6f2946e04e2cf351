import { firewallOf } from '../../core/facts/network/firewall.ts';
import type { Rendered } from '../../core/pipeline.ts';
import { toolOf } from '../../registry/catalog.ts';
import { namespaceObstacle } from '../../testbed/topology/obstacle.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { networkDigest } from '../record/digest.ts';
import type { ProofRecord } from '../record/record.ts';
import { allProbes, portsToTry } from './probes.ts';
import { startTestbed } from './testbed.ts';
import { tryRuleset } from './try-ruleset.ts';
import { zonePlans } from './zone-plan.ts';

const RULESET = 'infra/nftables/router/rackbook.nft';

/**
 * Loads the router's generated ruleset into a namespace with a wire to every zone, sends packets from everybody to everybody, and compares
 * what comes through with what the inventory declares, both ways: nothing less, and nothing more.
 */
export async function proveNetwork(
  root: string,
  { lab: { model }, files }: Rendered,
  say: (what: string) => void,
): Promise<{ record: ProofRecord } | { obstacle: string } | { nothing: string }> {
  const { router } = model.lab;
  if (!router) return { nothing: 'the lab has no router' };
  const ruleset = files.find(({ path }) => path === RULESET)?.content;
  if (ruleset === undefined) return { nothing: `nothing here runs ${router.system}, which ${router.title} does` };
  const nft = await findTool(toolOf('nft'));
  const obstacle = isMissing(nft) ? nft.missing : await namespaceObstacle();
  if (isMissing(nft) || obstacle !== undefined) return { obstacle: obstacle ?? '' };
  const started = new Date();
  const { rules } = firewallOf(model);
  const zones = zonePlans(model, router);
  const probes = allProbes(zones, rules);
  say(`joining ${zones.length} zones to the router`);
  const testbed = await startTestbed(zones, { tcp: portsToTry(rules, 'tcp'), udp: portsToTry(rules, 'udp') }, nft.argv);
  try {
    say(`sending ${probes.length} packets`);
    const { checks, answered } = await tryRuleset({ testbed, ruleset, rules, probes, nft: nft.argv, round: 0 });
    const now = new Date();
    return {
      record: {
        schema: 'rackbook/proof/1',
        id: 'network',
        takenAt: now.toISOString(),
        digest: networkDigest(root),
        ok: checks.length > 0 && checks.every(({ ok }) => ok),
        tools: [{ name: 'nftables', version: nft.version }],
        durationMs: now.getTime() - started.getTime(),
        figures: {
          pairs: checks.filter(({ name }) => name.endsWith(': packets')).length,
          allowed: answered,
          denied: probes.length - answered,
        },
        checks: [...checks],
      },
    };
  } finally {
    await testbed.stop();
  }
}
