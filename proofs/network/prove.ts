import type { Model } from '../../core/contract.ts';
import { firewallOf } from '../../core/facts/network/firewall.ts';
import { toolOf } from '../../registry/catalog.ts';
import { namespaceObstacle } from '../../testbed/topology/obstacle.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import type { Proof, ProofRequest } from '../contract.ts';
import type { RecordedFiles } from '../files/recorded-files.ts';
import type { Findings } from '../record/make-record.ts';
import { allProbes, portsToTry } from './probes.ts';
import { startTestbed } from './testbed.ts';
import { tryRuleset } from './try-ruleset.ts';
import { zonePlans } from './zone-plan.ts';

const RULESET = 'infra/nftables/router/rackbook.nft';

export const networkProof: Proof = {
  id: 'network',
  title: 'Firewall between the networks',
  nothing,
  obstacle: async () => {
    const nft = await findTool(toolOf('nft'));
    return isMissing(nft) ? nft.missing : namespaceObstacle();
  },
  run: proveNetwork,
};

function nothing({ lab: { router } }: Model, files: RecordedFiles): string | undefined {
  if (!router) return 'the lab has no router';
  return files.all(RULESET).length > 0 ? undefined : `nothing here runs ${router.system}, which ${router.title} does`;
}

/**
 * Loads the router's generated ruleset into a namespace with a wire to every zone, sends packets from everybody to everybody, and compares
 * what comes through with what the inventory declares, both ways: nothing less, and nothing more.
 */
async function proveNetwork({ model, files, say }: ProofRequest): Promise<Findings> {
  const { router } = model.lab;
  const nft = await findTool(toolOf('nft'));
  if (!router || isMissing(nft)) throw new Error('the proof was started where it cannot run');
  const { rules } = firewallOf(model);
  const zones = zonePlans(model, router);
  const probes = allProbes(zones, rules);
  say(`joining ${zones.length} zones to the router`);
  const testbed = await startTestbed(zones, { tcp: portsToTry(rules, 'tcp'), udp: portsToTry(rules, 'udp') }, nft.argv);
  try {
    say(`sending ${probes.length} packets`);
    const ruleset = files.one(RULESET).content;
    const { checks, answered } = await tryRuleset({ testbed, ruleset, rules, probes, nft: nft.argv, round: 0 });
    return {
      checks,
      tools: [{ name: 'nftables', version: nft.version }],
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
