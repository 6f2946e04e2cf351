import pLimit from 'p-limit';
import { containersOf } from '../../core/compose/containers.ts';
import { stacksOf } from '../../core/compose/stacks.ts';
import { directPortsOf } from '../../core/facts/direct-ports.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { ProofCheck } from '../record/record.ts';
import { containersOfStack, portsOf } from './images.ts';
import { entryPointsOf, type IngressRun } from './ingress-run.ts';

const AT_ONCE = 64;
/** Within this time something answers, or nothing does. */
const REACH_MS = 1_500;
/** Ports that only some part of the ingress or of an engine would answer on. */
const SENSITIVE = [80, 443, 2375, 2376, 8080, 8082];

/** A machine answers where the inventory publishes a port, and neither elsewhere nor on another one that a container of it listens on. */
export async function checkPorts(run: IngressRun): Promise<readonly ProofCheck[]> {
  const { model, visitors } = run.testbed;
  const visitor = visitors[0];
  if (!visitor) return [];
  const client = await run.at(visitor);
  const limit = pLimit(AT_ONCE);
  const machines = [...new Set(stacksOf(model).map(({ machine }) => machine))];
  const ports = SENSITIVE.concat(
    entryPointsOf(model).tunnel.port,
    containersOf(model).flatMap(({ published }) => published.map(({ port }) => port)),
    stacksOf(model).flatMap((stack) => containersOfStack(stack).flatMap(([name, container]) => [...portsOf(stack, name, container)])),
  );
  return Promise.all(
    machines.map(async (machine) => {
      const skipped = hostNetworkPorts(run, machine);
      const wrong: string[] = [];
      let tried = 0;
      const tries = machine.addresses.flatMap(({ ip, network }) =>
        // A network without a gateway can be visited from inside alone.
        network === visitor.network || (network.gateway !== undefined && visitor.network.gateway !== undefined)
          ? [...new Set(ports)].map((port) => ({ ip, port }))
          : [],
      );
      await Promise.all(
        tries
          .filter(({ port }) => !skipped.has(port))
          .map(({ ip, port }) =>
            limit(async () => {
              tried++;
              const open = (await client.tryTcp(ip, port, REACH_MS)) === 'open';
              const declared = directPortsOf(model).some((direct) => direct.ip === ip && direct.port === port && direct.protocol === 'tcp');
              if (open !== declared) wrong.push(`${ip}:${port} is ${open ? 'open but not declared' : 'closed'}`);
            }),
          ),
      );
      return {
        subject: machine.subject,
        name: `${machine.id}: open ports`,
        ok: wrong.length === 0,
        detail: wrong.length === 0 ? `${tried} tried, only those open that the inventory publishes` : wrong.slice(0, 8).join('; '),
      };
    }),
  );
}

/** A container in the machine's own network answers wherever its program listens, which only the real program knows. */
function hostNetworkPorts({ testbed }: IngressRun, machine: Host | Guest): ReadonlySet<number> {
  const stacks = stacksOf(testbed.model).filter((stack) => stack.machine === machine);
  return new Set(
    stacks.flatMap((stack) =>
      containersOfStack(stack).flatMap(([name, container]) =>
        container['network_mode'] === undefined ? [] : [...portsOf(stack, name, container), ...stack.service.ports.map(({ port }) => port)],
      ),
    ),
  );
}
