import type { Model } from '../../../core/contract.ts';
import type { Firewall } from '../../../core/facts/network/firewall.ts';
import type { FirewallRule } from '../../../core/facts/network/firewall-rule.ts';
import { type Zone, zoneId, zoneTitle } from '../../../core/facts/network/flow.ts';
import { routerInterface, zoneInterface } from '../../../core/facts/network/interfaces.ts';
import type { Router } from '../../../core/model/lab/router.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { type NftChain, type NftRule, type NftTable, nftSet } from '../../../formats/nft.ts';
import { pairRules } from './rule.ts';

/** Name of the table on every machine. */
export const TABLE = 'rackbook';

const CONVERSATIONS: NftRule = { words: ['ct state vmap { established : accept, related : accept, invalid : drop }'] };

interface Pair {
  readonly from: Zone;
  readonly to: Zone;
  readonly rules: readonly FirewallRule[];
}

/** The router's table: who may open a conversation with whom, one chain for each pair of zones between which something passes. */
export function routerTable(model: Model, router: Router, firewall: Firewall): NftTable {
  const networks = model.networks.filter((network) => zoneInterface(model, network) !== undefined);
  const pairs = pairsOf(firewall, model);
  return {
    name: TABLE,
    sets: labSets(networks),
    chains: [
      spoofed(model, networks, router),
      input(model, networks, router, pairs),
      forward(model, pairs),
      ...pairs.map(pairChain),
      refused(router),
      ...(router.wan === undefined ? [] : [translated(router.wan)]),
    ],
  };
}

/** Pairs with rules, by the ids of their zones. */
function pairsOf({ rules }: Firewall, model: Model): readonly Pair[] {
  const grouped = Map.groupBy(rules, ({ flow }) => chainName(flow.from.zone, flow.to.zone));
  return [...grouped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => {
      const [first] = of;
      return first ? [{ from: first.flow.from.zone, to: first.flow.to.zone, rules: of }] : [];
    })
    .filter(({ from, to }) => zoneInterface(model, from) !== undefined && (to === 'router' || zoneInterface(model, to) !== undefined));
}

/** A network's id may begin with a digit, which no chain may. */
function chainName(from: Zone, to: Zone): string {
  return `from_${zoneId(from)}_to_${zoneId(to)}`;
}

export function labSets(networks: readonly Network[]): NftTable['sets'] {
  const six = networks.flatMap(({ cidr6 }) => cidr6 ?? []);
  return [
    { name: 'lab4', type: 'ipv4_addr', interval: true, note: 'The networks of the lab.', elements: networks.map(({ cidr }) => cidr) },
    { name: 'lab6', type: 'ipv6_addr', interval: true, elements: six },
  ];
}

/** Drops addresses of another network than that of the interface. */
function spoofed(model: Model, networks: readonly Network[], router: Router): NftChain {
  return {
    name: 'spoofed',
    hook: { type: 'filter', hook: 'prerouting', priority: 'raw', policy: 'accept' },
    note: 'An address that does not belong where it comes from is a lie. 0.0.0.0, :: and fe80::/10 are what a machine without an address uses.',
    rules: [
      ...networks.flatMap((network): NftRule[] => {
        const from = `iifname "${routerInterface(model, network)}"`;
        const six = ['fe80::/10', '::', ...(network.cidr6 === undefined ? [] : [network.cidr6])];
        return [
          { words: [from, `ip saddr != ${nftSet([network.cidr, '0.0.0.0'])}`, 'counter', 'drop'], comment: `spoofed from ${network.id}` },
          { words: [from, `ip6 saddr != ${nftSet(six)}`, 'counter', 'drop'], comment: `spoofed from ${network.id}` },
        ];
      }),
      ...(router.wan === undefined
        ? []
        : [4, 6].map(
            (family): NftRule => ({
              words: [`iifname "${router.wan}"`, `${family === 4 ? 'ip' : 'ip6'} saddr @lab${family}`, 'counter', 'drop'],
              comment: 'spoofed from internet',
            }),
          )),
    ],
  };
}

function input(model: Model, networks: readonly Network[], router: Router, pairs: readonly Pair[]): NftChain {
  const inside = nftSet(networks.map((network) => `"${routerInterface(model, network)}"`));
  const wan = router.wan === undefined ? [] : [`iifname "${router.wan}"`];
  return {
    name: 'input',
    hook: { type: 'filter', hook: 'input', priority: 'filter', policy: 'drop' },
    note: 'To the router itself.',
    rules: [
      { words: ['iifname "lo" accept'] },
      CONVERSATIONS,
      {
        words: [
          'ip6 hoplimit 255',
          'icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert }',
          'accept',
        ],
        note: 'Without these there is no IPv6 (RFC 4890); a hop limit of 255 shows that they come from a neighbour.',
      },
      {
        words: [
          'ip6 saddr fe80::/10',
          'icmpv6 type { mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report }',
          'accept',
        ],
      },
      ...(networks.length === 0
        ? []
        : ['icmp', 'icmpv6'].map(
            (protocol): NftRule => ({
              words: [`iifname ${inside}`, `${protocol} type echo-request`, 'limit rate 20/second', 'accept'],
              ...(protocol === 'icmp' ? { note: 'Every network may ask whether its gateway is there.' } : {}),
            }),
          )),
      ...wan.flatMap((from): NftRule[] => [
        { words: [from, 'udp sport 67 udp dport 68 accept'], note: 'The router’s own address comes by DHCP.' },
        { words: [from, 'ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept'] },
      ]),
      ...dispatch(
        'iifname',
        pairs.filter(({ to }) => to === 'router').map((pair) => [interfaceWord(model, pair.from), pair]),
      ),
      { words: ['jump refused'] },
    ],
  };
}

function forward(model: Model, pairs: readonly Pair[]): NftChain {
  return {
    name: 'forward',
    hook: { type: 'filter', hook: 'forward', priority: 'filter', policy: 'drop' },
    note: 'Between two zones. What is in no chain below is refused.',
    rules: [
      CONVERSATIONS,
      ...dispatch(
        'iifname . oifname',
        pairs
          .filter(({ to }) => to !== 'router')
          .map((pair) => [`${interfaceWord(model, pair.from)} . ${interfaceWord(model, pair.to)}`, pair]),
      ),
      { words: ['jump refused'] },
    ],
  };
}

function interfaceWord(model: Model, zone: Zone): string {
  return `"${zoneInterface(model, zone)}"`;
}

function dispatch(key: string, entries: readonly (readonly [word: string, pair: Pair])[]): NftRule[] {
  if (entries.length === 0) return [];
  const map = entries.map(([word, { from, to }]) => `${word} : jump ${chainName(from, to)}`);
  return [{ words: [`${key} vmap { ${map.join(', ')} }`] }];
}

function pairChain({ from, to, rules }: Pair): NftChain {
  return { name: chainName(from, to), note: `${zoneTitle(from)} to ${zoneTitle(to)}`, rules: pairRules(rules) };
}

/** A refusal at home is answered at once; the internet gets no answer. */
function refused({ wan }: Router): NftChain {
  return {
    name: 'refused',
    note: 'Whatever no chain let through. The log is limited, so that no client can fill a disk with it.',
    rules: [
      { words: ['limit rate 5/second burst 20 packets', 'log prefix "rackbook refused: "'] },
      ...(wan === undefined ? [] : [{ words: [`iifname "${wan}"`, 'counter', 'drop'], comment: 'refused from internet' }]),
      { words: ['counter', 'reject with icmpx admin-prohibited'], comment: 'refused' },
    ],
  };
}

function translated(wan: string): NftChain {
  return {
    name: 'translated',
    hook: { type: 'nat', hook: 'postrouting', priority: 'srcnat', policy: 'accept' },
    note: 'The internet sees one IPv4 address. IPv6 is not translated.',
    rules: [{ words: [`oifname "${wan}"`, 'ip saddr @lab4', 'masquerade'] }],
  };
}
