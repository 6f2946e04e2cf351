/** The router and every zone as network namespaces, joined by wires, with an agent in each zone that listens and asks. */

import { ip, makeNamespace, type Namespace, type OwnNamespace, setKernel } from '../../testbed/topology/namespace.ts';
import { lastLines } from '../../tools/process.ts';
import { type Agent, startAgent } from './agent.ts';
import { addressesOf, type Endpoint, type ZonePlan } from './zone-plan.ts';

export interface NetworkTestbed {
  readonly zones: readonly ZonePlan[];
  readonly router: Namespace;
  /** Throws for a zone that is not in the testbed. */
  agent(zone: ZonePlan): Agent;
  /** The namespace of a zone; throws likewise. */
  namespace(zone: ZonePlan): Namespace;
  /** Puts a ruleset in the place of the one before. Throws when nft refuses it. */
  load(ruleset: string): Promise<void>;
  /** May be called twice. */
  stop(): Promise<void>;
}

const MACHINE = {
  'ipv4/conf/all/rp_filter': 0,
  'ipv4/conf/default/rp_filter': 0,
  'ipv6/conf/all/accept_ra': 0,
  'ipv6/conf/default/accept_ra': 0,
};
const ROUTER = {
  ...MACHINE,
  'ipv4/ip_forward': 1,
  'ipv6/conf/all/forwarding': 1,
  // Every refusal is reported, not only a few each second.
  'ipv4/icmp_ratemask': 0,
  'ipv6/icmp/ratelimit': 0,
};

/** Starts everything. Throws, with nothing left behind, when a part does not start. */
export async function startTestbed(
  zones: readonly ZonePlan[],
  ports: { readonly tcp: readonly number[]; readonly udp: readonly number[] },
  nft: readonly string[],
): Promise<NetworkTestbed> {
  const namespaces: OwnNamespace[] = [];
  const agents = new Map<ZonePlan | 'router', Agent>();
  const stop = async () => {
    await Promise.allSettled([...agents.values()].map((agent) => agent.stop()));
    await Promise.allSettled(namespaces.map((netns) => netns.end()));
  };
  const hold = async () => {
    const made = await makeNamespace();
    namespaces.push(made);
    return made;
  };
  try {
    const router = await hold();
    await setKernel(router, ROUTER);
    const start = async (key: ZonePlan | 'router', where: Namespace, endpoints: readonly Endpoint[]) => {
      const agent = startAgent(where.enter);
      agents.set(key, agent);
      await agent.listen(
        endpoints.flatMap(addressesOf).map(([, address]) => address),
        ports,
      );
    };
    const wired = await Promise.all(
      zones.map(async (zone) => {
        const own = await hold();
        await setKernel(own, MACHINE);
        return { zone, own };
      }),
    );
    for (const { zone, own } of wired) await wire(router, own, zone);
    await Promise.all([
      ...wired.map(({ zone, own }) => start(zone, own, zone.endpoints)),
      start(
        'router',
        router,
        zones.map(({ gateway }) => gateway),
      ),
    ]);
    return {
      zones,
      router,
      agent: (zone) => agents.get(zone) ?? unknown(zone),
      namespace: (zone) => wired.find((each) => each.zone === zone)?.own ?? unknown(zone),
      load: async (ruleset) => {
        const done = await router.run([...nft, '--file', '-'], { input: ruleset });
        if (done.code !== 0) throw new Error(`nft refused the ruleset: ${lastLines(done)}`);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One wire: the router's end under the name that the ruleset has for it. */
async function wire(
  router: Namespace,
  own: Namespace,
  { interface: name, gateway, bits, bits6, endpoints, zone }: ZonePlan,
): Promise<void> {
  const length = (family: 4 | 6) => (family === 4 ? bits : (bits6 ?? 64));
  await ip(router, `link add name ${name} type veth peer name up netns ${own.pid}\nlink set dev ${name} up\n`);
  await ip(own, 'link set dev up up\n');
  const add = (of: readonly Endpoint[], dev: string) =>
    of
      .flatMap(addressesOf)
      .map(([family, address]) => `addr add ${address}/${length(family)} dev ${dev}${family === 6 ? ' nodad' : ''}\n`)
      .join('');
  await ip(router, add([gateway], name));
  await ip(
    own,
    `${add(endpoints, 'up')}${addressesOf(gateway)
      .map(([, address]) => `route add default via ${address}\n`)
      .join('')}`,
  );
  if (zone === 'internet') {
    const [first] = endpoints;
    const routes = first ? addressesOf(first).map(([, address]) => `route add default via ${address}\n`) : [];
    await ip(router, routes.join(''));
  }
}

function unknown(zone: ZonePlan): never {
  throw new RangeError(`the zone "${zone.id}" is not in the testbed`);
}
