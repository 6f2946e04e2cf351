import type { Span } from '../../../core/diagnostic.ts';
import type { Lab } from '../../../core/model/model.ts';
import { type Context, place } from '../../../core/resolve/context.ts';
import { type Prefix, parsePrefix } from '../../../lib/cidr.ts';

/** A network of 8 addresses is the smallest with room for its bridge, the ingress and the tunnel. */
const WIDEST_TUNNEL = 29;

/** Ranges of container networks overlap neither with the lab's networks nor with each other; a machine could not tell them apart. */
export function checkContainerRanges(lab: Lab | undefined, tunnelAt: Span | undefined, context: Context): void {
  const pools = [...context.nodes.hosts.values(), ...context.nodes.guests.values()].flatMap((machine) => {
    const text = machine.docker?.addressPool;
    if (text === undefined) return [];
    const at = context.spanOf(place(`${machine.kind}s`, machine.id, 'docker', 'address-pool'));
    return [{ who: `The address pool of ${machine.id}`, text, at }];
  });
  for (const pool of pools) checkNetworks(pool, context);
  if (!lab || !tunnelAt) return;
  const tunnel = { who: 'lab.tunnel-network', text: lab.tunnelNetwork, at: tunnelAt };
  const prefix = parsePrefix(tunnel.text, 4);
  if (!prefix || prefix.bits > WIDEST_TUNNEL) {
    context.report('invalid-value', tunnelAt, `lab.tunnel-network is ${tunnel.text}, which has no room for the ingress and the tunnel.`, {
      hint: 'Use a /29, such as 172.31.255.0/29.',
    });
    return;
  }
  checkNetworks(tunnel, context);
  const pool = pools.find(({ text }) => overlap(parsePrefix(text, 4), prefix));
  if (pool)
    context.report(
      'network-overlap',
      tunnelAt,
      `lab.tunnel-network (${tunnel.text}) lies in ${pool.who.replace('The', 'the')} (${pool.text}), so Docker may give it to others.`,
      {
        related: [{ at: pool.at, message: 'lies in this' }],
      },
    );
}

function checkNetworks(range: { who: string; text: string; at: Span }, context: Context): void {
  const prefix = parsePrefix(range.text, 4);
  for (const network of context.nodes.networks.values()) {
    if (!overlap(parsePrefix(network.cidr, 4), prefix)) continue;
    context.report(
      'network-overlap',
      range.at,
      `${range.who} (${range.text}) overlaps ${network.id} (${network.cidr}), so containers could not reach that network.`,
      { related: [{ at: context.spanOf(place('networks', network.id, 'cidr')), message: 'overlaps with this' }] },
    );
  }
}

function overlap(a: Prefix | undefined, b: Prefix | undefined): boolean {
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}
