import type { Model } from '../../core/contract.ts';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { namespaceObstacle } from '../../testbed/topology/obstacle.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import type { Proof, ProofRequest } from '../contract.ts';
import type { RecordedFiles } from '../files/recorded-files.ts';
import type { Findings } from '../record/make-record.ts';
import { routerFirewallProofOf } from '../system-proofs.ts';
import { allProbes, portsToTry } from './probes.ts';
import { startTestbed } from './testbed.ts';
import { tryRuleset } from './try-ruleset.ts';
import { zonePlans } from './zone-plan.ts';

export const networkProof: Proof = {
  id: 'network',
  title: 'Firewall between the networks',
  nothing,
  obstacle: async (model) => {
    const firewall = routerFirewallProofOf(model);
    const program = firewall && (await findTool(firewall.tool));
    return program && isMissing(program) ? program.missing : namespaceObstacle();
  },
  run: proveNetwork,
};

function nothing(model: Model, files: RecordedFiles): string | undefined {
  const { router } = model.lab;
  const firewall = routerFirewallProofOf(model);
  if (!router) return 'the lab has no router';
  return firewall && files.all(firewall.router).length > 0 ? undefined : `nothing here runs ${router.system}, which ${router.title} does`;
}

/**
 * Loads the router's generated ruleset into a namespace with a wire to every zone, sends packets from every machine to every other, and compares
 * what comes through with what the inventory declares, both ways: nothing less, and nothing more.
 */
async function proveNetwork({ model, files, say }: ProofRequest): Promise<Findings> {
  const { router } = model.lab;
  const firewall = routerFirewallProofOf(model);
  const nft = firewall && (await findTool(firewall.tool));
  if (!router || !nft || isMissing(nft)) throw new Error('the proof was started where it cannot run');
  const { rules } = firewallOf(model);
  const zones = zonePlans(model, router);
  const probes = allProbes(zones, rules);
  say(`joining ${zones.length} zones to the router`);
  const testbed = await startTestbed(zones, { tcp: portsToTry(rules, 'tcp'), udp: portsToTry(rules, 'udp') }, nft.argv);
  try {
    say(`sending ${probes.length} packets`);
    const ruleset = files.one(firewall.router).content;
    const { checks, answered } = await tryRuleset({
      testbed,
      ruleset,
      rules,
      probes,
      counters: (netns) => firewall.counters(netns, nft.argv),
      round: 0,
    });
    return {
      checks,
      tools: [{ name: firewall.tool.title, version: nft.version }],
      figures: {
        pairs: checks.filter(({ name }) => name.endsWith(': packets')).length,
        allowed: answered,
        denied: probes.length - answered,
      },
    };
  } finally {
    await testbed.stop();
  }
}
