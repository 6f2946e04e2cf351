import pLimit from 'p-limit';
import { engineOf } from '../../core/compose/engine-of.ts';
import { type Stack, stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import { tunnelOf } from '../../core/facts/tunnel-link.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { ProofCheck } from '../record/record.ts';
import { ingressProofOf } from '../system-proofs.ts';
import { containersOfStack, portsOf } from './images.ts';
import { containerName, entryPointsOf, type IngressRun } from './ingress-run.ts';

const TRIES_AT_ONCE = 64;
const CLIENTS_AT_ONCE = 4;
/** How long nothing has to answer where nothing should. */
const SILENT_MS = 500;
/** How long something may take to answer where it should. */
const ANSWERS_MS = 5_000;

interface Neighbour {
  readonly stack: Stack;
  readonly container: string;
  readonly name: string;
  /** Container networks that the inventory gives it, by the engine's name. */
  readonly declared: ReadonlySet<string>;
  /** Networks that it is in, and its address there. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly ports: readonly number[];
}

/** Two containers of one engine reach each other exactly where the inventory gives them a network in common. */
export async function checkIsolation(run: IngressRun): Promise<readonly ProofCheck[]> {
  const machines = [...new Set(stacksOf(run.testbed.model).map(({ machine }) => machine))];
  const limit = pLimit(CLIENTS_AT_ONCE);
  const checks: ProofCheck[] = [];
  for (const machine of machines) {
    const neighbours = await neighboursOn(machine, run);
    checks.push(...(await Promise.all(neighbours.map((one) => limit(() => checkOne(one, neighbours, run))))));
  }
  return checks;
}

async function checkOne(one: Neighbour, neighbours: readonly Neighbour[], run: IngressRun): Promise<ProofCheck> {
  const client = await run.inside(one.stack, one.container);
  const limit = pLimit(TRIES_AT_ONCE);
  const tries = neighbours
    .filter((other) => other !== one)
    .flatMap((other) => [...other.addresses].flatMap(([network, ip]) => other.ports.map((port) => ({ other, network, ip, port }))));
  const wrong = await Promise.all(
    tries.map(({ other, network, ip, port }) =>
      limit(async () => {
        const wanted = one.declared.has(network) && other.declared.has(network);
        const open = (await client.tryTcp(ip, port, wanted ? ANSWERS_MS : SILENT_MS)) === 'open';
        return open === wanted ? [] : [`${other.name}:${port} on ${network} is ${open ? 'open' : 'closed'}`];
      }),
    ),
  );
  const faults = wrong.flat();
  return {
    subject: one.stack.service.subject,
    name: `${one.name}: reaches its neighbours only`,
    ok: faults.length === 0,
    detail: faults.length === 0 ? `${tries.length} ports of other containers tried` : faults.slice(0, 8).join('; '),
  };
}

async function neighboursOn(machine: Host | Guest, run: IngressRun): Promise<readonly Neighbour[]> {
  const { topology, model } = run.testbed;
  const { api } = topology.engine(machine.id);
  const proxy = engineOf(model).apiProxy;
  const found: Neighbour[] = [];
  for (const stack of stacksOf(model).filter((each) => each.machine === machine)) {
    for (const [container, spec] of containersOfStack(stack)) {
      if (spec['network_mode'] !== undefined) continue;
      const name = containerName(stack, container);
      const { NetworkSettings } = await api.getContainer(name).inspect();
      const listens = container === proxy.container && stack.service.engineApi ? [proxy.port] : [...portsOf(stack, container, spec)];
      found.push({
        stack,
        container,
        name,
        declared: declaredNetworks(stack, spec),
        addresses: new Map(Object.entries(NetworkSettings.Networks).map(([network, { IPAddress }]) => [network, IPAddress])),
        ports: stack.service === model.lab.ingress && container !== proxy.container ? ingressPorts(model) : listens,
      });
    }
  }
  return found;
}

/** What a real ingress listens on beside the entrance of the tunnel. */
function ingressPorts(model: Model): readonly number[] {
  const { port, redirects } = entryPointsOf(model).lan;
  return [port, ...(redirects === undefined ? [] : [redirects]), ...(ingressProofOf(model)?.ports ?? [])];
}

/** The engine's names of the networks in the generated document: a shared one keeps its own, the others get the project's in front. */
function declaredNetworks(stack: Stack, spec: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const shared = new Set(stack.networks);
  return new Set(
    Object.keys((spec['networks'] ?? {}) as object).map((name) => (shared.has(name) ? name : `${stack.service.project}_${name}`)),
  );
}

/** The entrance of the tunnel is for the tunnel: neither home nor another container gets in there. */
export async function checkTunnelEntrance(run: IngressRun): Promise<readonly ProofCheck[]> {
  const { topology, model, visitors } = run.testbed;
  const link = tunnelOf(model);
  const ingress = stacksOf(model).find(({ service }) => service === link?.ingress);
  if (!link?.network || !ingress) return [];
  const open: string[] = [];
  for (const visitor of visitors.slice(0, 1))
    for (const ip of [link.network.ingressIp, model.lab.ingress?.address ?? link.network.ingressIp])
      if ((await (await run.at(visitor)).tryTcp(ip, entryPointsOf(run.testbed.model).tunnel.port, SILENT_MS)) === 'open')
        open.push(`${ip} from ${visitor.network.id}`);
  const [entry = ''] = containersOfStack(ingress).flatMap(([name]) => (name === ingress.engine.apiProxy.container ? [] : [name]));
  const { NetworkSettings } = await topology.engine(ingress.machine.id).api.getContainer(containerName(ingress, entry)).inspect();
  const addresses = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
  const others = stacksOf(model).filter(
    ({ machine, service }) => machine === ingress.machine && service !== link.ingress && service !== link.tunnel,
  );
  const limit = pLimit(CLIENTS_AT_ONCE);
  const reached = await Promise.all(others.map((stack) => limit(() => entrancesOpenTo(stack, addresses, run))));
  open.push(...reached.flat());
  return [
    {
      subject: link.tunnel.subject,
      name: 'entrance of the tunnel: closed to others',
      ok: open.length === 0,
      detail:
        open.length === 0
          ? `only ${link.tunnel.id} gets in, of ${others.length} other services and home`
          : `open at ${open.slice(0, 8).join('; ')}`,
    },
  ];
}

/** Addresses of the ingress at which a container of this stack gets in where only the tunnel should. */
async function entrancesOpenTo(stack: Stack, addresses: readonly string[], run: IngressRun): Promise<readonly string[]> {
  const [container] = containersOfStack(stack).find(([, spec]) => spec['network_mode'] === undefined) ?? [];
  if (container === undefined) return [];
  const client = await run.inside(stack, container);
  const reached = await Promise.all(
    addresses.map(async (ip) => [ip, await client.tryTcp(ip, entryPointsOf(run.testbed.model).tunnel.port, SILENT_MS)] as const),
  );
  return reached.filter(([, reach]) => reach === 'open').map(([ip]) => `${ip} from ${stack.service.id}`);
}
