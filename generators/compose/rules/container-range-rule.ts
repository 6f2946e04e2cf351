import type { Resolved } from '../../../core/contract.ts';
import type { Span } from '../../../core/diagnostic.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { type Prefix, parsePrefix } from '../../../lib/cidr.ts';

/** A network of 8 addresses is the smallest with room for its bridge, the ingress and the tunnel. */
const WIDEST_TUNNEL = 29;

/** Ranges of container networks overlap neither with the lab's networks nor with each other; a machine could not tell them apart. */
export function checkContainerRanges({ lab, networks, hosts, guests }: Resolved, reporter: Reporter): void {
  const pools = [...hosts, ...guests].flatMap((machine) => {
    const text = machine.engine?.addressPool;
    if (text === undefined) return [];
    const at = () => reporter.spanOf(place(`${machine.kind}s`, machine.id, 'docker', 'address-pool'));
    return [{ who: `The address pool of ${machine.id}`, text, at }];
  });
  for (const pool of pools) checkNetworks(pool, networks, reporter);
  if (!lab) return;
  const tunnelAt = () => reporter.labSpan('tunnel-network', []);
  const tunnel = { who: 'lab.tunnel-network', text: lab.tunnelNetwork, at: tunnelAt };
  const prefix = parsePrefix(tunnel.text, 4);
  if (!prefix || prefix.bits > WIDEST_TUNNEL) {
    reporter.report(
      'invalid-value',
      tunnelAt(),
      `lab.tunnel-network is ${tunnel.text}, which has no room for the ingress and the tunnel.`,
      {
        hint: 'Use a /29, such as 172.31.255.0/29.',
      },
    );
    return;
  }
  checkNetworks(tunnel, networks, reporter);
  const pool = pools.find(({ text }) => overlap(parsePrefix(text, 4), prefix));
  if (pool)
    reporter.report(
      'network-overlap',
      tunnelAt(),
      `lab.tunnel-network (${tunnel.text}) lies in ${pool.who.replace('The', 'the')} (${pool.text}), so Docker may give it to others.`,
      {
        related: [{ at: pool.at(), message: 'lies in this' }],
      },
    );
}

/** `at` is asked only when there is something to say, as the file has to be parsed for it. */
function checkNetworks(range: { who: string; text: string; at: () => Span }, networks: readonly Network[], reporter: Reporter): void {
  const prefix = parsePrefix(range.text, 4);
  for (const network of networks) {
    if (!overlap(parsePrefix(network.cidr, 4), prefix)) continue;
    reporter.report(
      'network-overlap',
      range.at(),
      `${range.who} (${range.text}) overlaps ${network.id} (${network.cidr}), so containers could not reach that network.`,
      { related: [{ at: reporter.spanOf(place('networks', network.id, 'cidr')), message: 'overlaps with this' }] },
    );
  }
}

function overlap(a: Prefix | undefined, b: Prefix | undefined): boolean {
  return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}
