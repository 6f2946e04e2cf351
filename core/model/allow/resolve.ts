import { once } from '../../../lib/once.ts';
import { portRanges } from '../../../lib/port-ranges.ts';
import { suggestionHint } from '../../../lib/suggest.ts';
import { type Place, place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';
import type { Network } from '../network/network.ts';
import type { AllowEnd, AllowRule } from './allow.ts';
import type { AllowEndInput } from './schema.ts';

/** Makes the rules of `allow:`. Services exist by now. A rule with a mistake is left out. */
export function resolveAllow(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.allow) {
    const from = resolveEnd(entry.from, place('allow', id, 'from'), context);
    const to = resolveEnd(entry.to, place('allow', id, 'to'), context);
    if (from?.kind === 'internet' && to && to.kind !== 'router') {
      context.report('invalid-value', place('allow', id, 'from'), `allow.${id} lets the internet in to something behind the router.`, {
        hint: 'Let requests in through the tunnel: expose the service to [tunnel]. From the internet a rule may lead to the router alone, as for a VPN.',
      });
      continue;
    }
    const tcp = portRanges(entry.tcp);
    const udp = portRanges(entry.udp);
    if (to && to.kind !== 'service' && tcp.length + udp.length === 0) {
      context.report('missing-key', place('allow', id), `allow.${id} names no port, and only a service says which it has.`, {
        what: 'key',
        hint: 'Add tcp: [443], udp: [53] or both.',
      });
      continue;
    }
    if (!from || !to) continue;
    const rule: AllowRule = {
      kind: 'allow',
      id,
      subject: `allow:${id}`,
      title: entry.title ?? id,
      summary: entry.because,
      planned: entry.planned,
      from,
      to,
      tcp,
      udp,
      because: entry.because,
    };
    context.nodes.allow.set(id, rule);
  }
}

const devicesOf = once(({ devices }: Network) => new Map(devices.map((device) => [device.id, device])));

function resolveEnd(input: AllowEndInput, at: Place, context: Context): AllowEnd | undefined {
  if (typeof input === 'string') return { kind: input };
  const below = (key: string): Place => ({ ...at, path: [...at.path, key] });
  if (input.service !== undefined) {
    const service = context.find('services', input.service, below('service'));
    return service && { kind: 'service', service };
  }
  if (input.machine !== undefined) {
    const machine = context.find(context.declares('hosts', input.machine) ? 'hosts' : 'guests', input.machine, below('machine'));
    return machine && { kind: 'machine', machine };
  }
  const network = context.find('networks', input.network ?? '', below('network'));
  if (!network || input.device === undefined) return network && { kind: 'network', network };
  const device = devicesOf(network).get(input.device);
  if (device) return { kind: 'device', network, device };
  const known = network.devices.map(({ id }) => id);
  context.report('unknown-reference', below('device'), `${network.id} has no device called "${input.device}".`, {
    hint: suggestionHint(input.device, known),
  });
  return undefined;
}
