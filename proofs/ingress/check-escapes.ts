import pLimit from 'p-limit';
import { stacksOf } from '../../core/compose/stacks.ts';
import { directPortsOf } from '../../core/facts/direct-ports.ts';
import { type ContainerHostPolicy, containerHostPolicies } from '../../core/facts/network/container-host-policy.ts';
import type { ProofCheck } from '../record/record.ts';
import { containersOfStack } from './images.ts';
import type { IngressRun } from './ingress-run.ts';
import type { Visitor } from './visitors.ts';

const AT_ONCE = 64;
/** Within this time something answers, or nothing does. */
const REACH_MS = 1_500;
const FAULTS_SHOWN = 8;

/**
 * What the firewall of a machine with a container engine is for: no client in one of its networks reaches what it publishes in another by sending
 * it there directly, and its containers go nowhere in the lab that nothing needs.
 */
export async function checkEscapes(run: IngressRun): Promise<readonly ProofCheck[]> {
  const { model } = run.testbed;
  const checks: ProofCheck[] = [];
  for (const policy of containerHostPolicies(model)) {
    checks.push(...(await checkOtherNetworks(policy, run)));
    checks.push(...(await checkContainers(policy, run)));
  }
  return checks;
}

/** A visitor in one network sends to the machine's addresses in the others through the machine itself, past the router. */
async function checkOtherNetworks({ machine, published }: ContainerHostPolicy, run: IngressRun): Promise<readonly ProofCheck[]> {
  const { visitors } = run.testbed;
  const open: string[] = [];
  let tried = 0;
  for (const { network, ip: beside } of machine.addresses) {
    const visitor = visitors.find((each) => each.network === network);
    const others = machine.addresses.filter((address) => address.network !== network);
    if (!visitor || others.length === 0) continue;
    const client = await run.at(visitor);
    await route('add', visitor, others, beside, run);
    const limit = pLimit(AT_ONCE);
    await Promise.all(
      others.flatMap(({ ip }) =>
        published
          .filter(({ protocol }) => protocol === 'tcp')
          .map(({ port }) =>
            limit(async () => {
              tried++;
              if ((await client.tryTcp(ip, port, REACH_MS)) === 'open') open.push(`${ip}:${port} from ${network.id}`);
            }),
          ),
      ),
    );
    await route('del', visitor, others, beside, run);
  }
  if (tried === 0) return [];
  return [check(machine.subject, `${machine.id}: ports of other networks`, open, `${tried} tried past the router, none answers`)];
}

async function route(
  verb: 'add' | 'del',
  visitor: Visitor,
  others: readonly { readonly ip: string }[],
  via: string,
  { testbed }: IngressRun,
): Promise<void> {
  for (const { ip } of others) {
    const done = await testbed.topology.run(visitor.id, ['ip', 'route', verb, `${ip}/32`, 'via', via]);
    if (done.code !== 0) throw new Error(`ip route ${verb} ${ip} via ${via} failed at ${visitor.id}: ${done.stderr}`);
  }
}

/** From inside one container of the machine to everything in the lab that answers on a port of a machine. */
async function checkContainers({ machine, leaves }: ContainerHostPolicy, run: IngressRun): Promise<readonly ProofCheck[]> {
  const { model } = run.testbed;
  const inside = stacksOf(model)
    .filter((stack) => stack.machine === machine)
    .flatMap((stack) =>
      containersOfStack(stack).flatMap(([name, spec]) => (spec['network_mode'] === undefined ? [{ stack, name }] : [])),
    )[0];
  if (!inside) return [];
  const client = await run.inside(inside.stack, inside.name);
  const wrong: string[] = [];
  const limit = pLimit(AT_ONCE);
  const reachable = machine.addresses.map(({ network }) => network);
  const targets = directPortsOf(model).filter(
    ({ protocol, network, service }) =>
      protocol === 'tcp' && service.compose !== undefined && (reachable.includes(network) || network.gateway !== undefined),
  );
  await Promise.all(
    targets.map(({ ip, port }) =>
      limit(async () => {
        const wanted = leaves.some(
          ({ ip: to, protocol, ports }) => to === ip && protocol === 'tcp' && ports.first <= port && port <= ports.last,
        );
        const open = (await client.tryTcp(ip, port, REACH_MS)) === 'open';
        if (open !== wanted) wrong.push(`${ip}:${port} is ${open ? 'open and nothing needs it' : 'closed'}`);
      }),
    ),
  );
  if (targets.length === 0) return [];
  return [check(machine.subject, `${machine.id}: where containers go`, wrong, `${targets.length} ports of the lab tried from inside one`)];
}

function check(subject: string, name: string, faults: readonly string[], fine: string): ProofCheck {
  return { subject, name, ok: faults.length === 0, detail: faults.length === 0 ? fine : faults.slice(0, FAULTS_SHOWN).join('; ') };
}
