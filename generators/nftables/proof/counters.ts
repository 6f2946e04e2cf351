/** What a ruleset has counted, by the comments of its rules. */

import { z } from 'zod';
import type { Namespace } from '../../../testbed/topology/namespace.ts';
import { lastLines } from '../../../tools/process.ts';

const listing = z.object({
  nftables: z.array(
    z.object({
      rule: z.object({ comment: z.string().optional(), expr: z.array(z.record(z.string(), z.unknown())) }).optional(),
    }),
  ),
});
const counter = z.object({ packets: z.number() });

/** Packets by comment; rules with the same comment are added up. The form is that of libnftables-json(5). */
export async function readCounters(netns: Namespace, nft: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const done = await netns.run([...nft, '--json', 'list', 'ruleset']);
  if (done.code !== 0) throw new Error(`nft does not list its rules: ${lastLines(done)}`);
  const packets = new Map<string, number>();
  for (const { rule } of listing.parse(JSON.parse(done.stdout)).nftables) {
    if (rule?.comment === undefined) continue;
    const counted = rule.expr.flatMap((expression) => ('counter' in expression ? [counter.parse(expression['counter']).packets] : []));
    packets.set(
      rule.comment,
      counted.reduce((sum, each) => sum + each, packets.get(rule.comment) ?? 0),
    );
  }
  return packets;
}
