import type { Model } from '../../../core/contract.ts';
import type { ContainerHostPolicy, Socket } from '../../../core/facts/network/container-host-policy.ts';
import { portText } from '../../../core/facts/network/flow.ts';
import { returnAddresses, returnTable } from '../../../core/facts/network/return-path.ts';
import type { Address } from '../../../core/model/machine/machine.ts';
import type { NftChain, NftRule, NftTable } from '../../../formats/nft.ts';
import { labSets, TABLE } from './router-table.ts';

/** Docker's own names of its bridges. */
const BRIDGES = ['docker0', 'br-*'];
const LOG: NftRule = { words: ['limit rate 5/second burst 20 packets', 'log prefix "rackbook refused: "'] };
const SOCKET = (family: 4 | 6) => `ipv${family}_addr . inet_proto . inet_service`;

/**
 * A table for a machine with a Docker Engine. It decides before Docker does, in a chain of its own: a packet that is dropped there stays
 * dropped whatever Docker's chains say later, with its iptables rules (where `DOCKER-USER` would be the place) and with its nftables ones
 * (which know no `DOCKER-USER`), for IPv4 and IPv6 and for ports that Docker's proxy process answers.
 */
export function dockerTable(model: Model, { machine, published, answers, leaves }: ContainerHostPolicy): NftTable {
  const networks = model.networks.filter(({ planned }) => !planned);
  return {
    name: TABLE,
    sets: [
      ...labSets(networks),
      {
        name: 'published',
        type: 'inet_proto . inet_service',
        note: 'Ports that containers publish.',
        elements: published.map(({ protocol, port }) => `${protocol} . ${port}`),
      },
      ...socketSets('answers', 'Where they answer.', answers),
      ...socketSets('leaves', 'Where containers may go in the networks of the lab.', leaves),
    ],
    chains: [arriving(returnAddresses(machine)), publishedChain(), containersChain(), refusedChain()],
  };
}

function socketSets(name: string, note: string, sockets: readonly Socket[]): NftTable['sets'] {
  return ([4, 6] as const).map((family) => ({
    name: `${name}${family}`,
    type: SOCKET(family),
    interval: true,
    ...(family === 4 ? { note } : {}),
    elements: sockets
      .filter(({ ip }) => ip.includes(':') === (family === 6))
      .map(({ ip, protocol, ports }) => `${ip} . ${protocol} . ${portText(ports)}`),
  }));
}

/** After conversations are known and before a published port is sent on to its container. */
function arriving(returns: readonly Address[]): NftChain {
  return {
    name: 'arriving',
    hook: { type: 'filter', hook: 'prerouting', priority: 'mangle', policy: 'accept' },
    rules: [
      { words: ['iifname "lo" accept'] },
      ...answersBack(returns),
      { words: ['ct state established,related accept'] },
      ...BRIDGES.map((bridge): NftRule => ({ words: [`iifname "${bridge}" goto from_containers`] })),
      ...marks(returns),
      { words: ['fib daddr type != local accept'], note: 'What is not for this machine is decided elsewhere.' },
      {
        words: ['fib daddr . iif type != local', 'goto refused'],
        note: 'An address of this machine answers in its own network only, or every network would reach all of them past the router.',
      },
      { words: ['meta l4proto . th dport @published goto to_published'] },
    ],
  };
}

/** A container answers from its own address, which tells no routing rule through which network it was asked. */
function answersBack(returns: readonly Address[]): NftRule[] {
  if (returns.length === 0) return [];
  return BRIDGES.map((bridge, index) => ({
    words: [`iifname "${bridge}"`, 'ct direction reply', 'meta mark set ct mark'],
    ...(index === 0
      ? { note: 'What a container answers leaves through the network that it was asked in: the mark chooses the routing table.' }
      : {}),
  }));
}

/** Remembers by which address of the machine a conversation was opened. */
function marks(returns: readonly Address[]): NftRule[] {
  const entries = (family: 4 | 6) =>
    returns.flatMap(({ ip, ip6, network }) => {
      const own = family === 4 ? ip : network.gateway6 === undefined ? undefined : ip6;
      return own === undefined ? [] : [`${own} : ${returnTable(network)}`];
    });
  return ([4, 6] as const).flatMap((family) => {
    const map = entries(family);
    return map.length === 0 ? [] : [{ words: [`ct mark set ip${family === 6 ? '6' : ''} daddr map { ${map.join(', ')} }`] }];
  });
}

function publishedChain(): NftChain {
  return {
    name: 'to_published',
    rules: [
      ...both((family) => [`ip${family === 6 ? '6' : ''} daddr . meta l4proto . th dport @answers${family}`, 'counter', 'accept']),
      { words: ['goto refused'] },
    ],
  };
}

function containersChain(): NftChain {
  return {
    name: 'from_containers',
    note: 'To other containers and the internet as Docker says; to the lab only where something needs it.',
    rules: [
      ...both((family) => [`ip${family === 6 ? '6' : ''} daddr . meta l4proto . th dport @leaves${family}`, 'counter', 'accept']),
      ...both((family) => [`ip${family === 6 ? '6' : ''} daddr @lab${family}`, 'goto refused']),
    ],
  };
}

function refusedChain(): NftChain {
  return { name: 'refused', rules: [LOG, { words: ['counter', 'drop'], comment: 'refused' }] };
}

function both(words: (family: 4 | 6) => readonly string[]): NftRule[] {
  return ([4, 6] as const).map((family) => ({ words: words(family) }));
}
