/** Whole labs made up at random, for what has to hold of every lab. */

import fc from 'fast-check';

const ROLES = ['management', 'apps', 'dmz', 'storage', 'iot', 'guest'] as const;

interface Shape {
  readonly roles: readonly (typeof ROLES)[number][];
  readonly routed: readonly boolean[];
  readonly six: readonly ('none' | 'local' | 'global')[];
  readonly internet: readonly ('none' | 'all' | 'web' | 'range')[];
  readonly untagged: boolean;
  readonly machines: readonly {
    readonly networks: readonly number[];
    readonly six: boolean;
    readonly needs: readonly number[];
    readonly port: number;
  }[];
  readonly allow: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: number;
    readonly tcp: readonly (number | string)[];
    readonly udp: readonly number[];
  }[];
  readonly exposed: boolean;
  readonly prometheus: boolean;
}

const port = fc.integer({ min: 1, max: 65_535 });
const range = fc.tuple(port, port).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);

const shape: fc.Arbitrary<Shape> = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const each = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: count, maxLength: count });
  const network = fc.nat(count - 1);
  return fc.record({
    roles: each(fc.constantFrom(...ROLES)),
    routed: each(fc.boolean()),
    six: each(fc.constantFrom('none', 'local', 'global')),
    internet: each(fc.constantFrom('none', 'all', 'web', 'range')),
    untagged: fc.boolean(),
    machines: fc.array(
      fc.record({
        networks: fc.uniqueArray(network, { minLength: 1, maxLength: 3 }),
        six: fc.boolean(),
        needs: fc.array(fc.nat(5), { maxLength: 3 }),
        port,
      }),
      { minLength: 1, maxLength: 6 },
    ),
    allow: fc.array(
      fc.record({
        from: network,
        to: network,
        kind: fc.nat(5),
        tcp: fc.array(fc.oneof(port, range), { maxLength: 3 }),
        udp: fc.array(port, { minLength: 1, maxLength: 2 }),
      }),
      { maxLength: 5 },
    ),
    exposed: fc.boolean(),
    prometheus: fc.boolean(),
  });
});

/** An inventory as data. Most are valid; a need that no packet can meet makes some that are not. */
export const randomLab: fc.Arbitrary<Record<string, unknown>> = shape.map(inventory);

function inventory(of: Shape): Record<string, unknown> {
  const id = (index: number) => `n${index}`;
  return {
    lab: {
      title: 'Random',
      domain: 'lab.example.net',
      router: { wan: 'wan0', trunk: 'trunk0', upstream: ['9.9.9.9'] },
      ...(of.exposed ? { ingress: { service: 's0', system: 'traefik' } } : {}),
      ...(of.prometheus ? { prometheus: { service: 's0', url: 'http://127.0.0.1:9090' } } : {}),
    },
    networks: Object.fromEntries(of.roles.map((role, index) => [id(index), network(of, role, index)])),
    hosts: Object.fromEntries(of.machines.map(({ networks, six }, index) => [`m${index}`, host(of, networks, six, index)])),
    services: Object.fromEntries(
      of.machines.map(({ networks, needs, port: own }, index) => [
        `s${index}`,
        {
          title: `Service ${index}`,
          'runs-on': `m${index}`,
          network: id(networks[0] ?? 0),
          ports: [
            { port: own, what: 'tcp' },
            { port: own, protocol: 'udp', what: 'udp' },
          ],
          health: { tcp: own },
          // Only of earlier ones, so that there is no circle.
          needs: [...new Set(needs.filter((need) => need < index && meets(of, index, need)))].map((need) => `s${need}`),
          ...(of.exposed && index === 0 ? { expose: [{ host: 'web', port: own, to: ['lan'], open: 'a test' }] } : {}),
        },
      ]),
    ),
    allow: Object.fromEntries(of.allow.map((rule, index) => [`r${index}`, allow(of, rule)])),
  };
}

function network({ routed, six, internet, untagged }: Shape, role: string, index: number): Record<string, unknown> {
  const cidr6 = { none: undefined, local: `fd00:0:0:${index}`, global: `2001:db8:0:${index}` }[six[index] ?? 'none'];
  const places = { none: undefined, all: {}, web: { tcp: [80, 443] }, range: { tcp: ['1000-2000'], udp: [53, '3000-3100'] } }[
    internet[index] ?? 'none'
  ];
  const onRouter = routed[index];
  return {
    title: `Network ${index}`,
    role,
    ...(untagged && index === 0 ? {} : { vlan: 10 + index }),
    cidr: `10.0.${index}.0/24`,
    ...(cidr6 === undefined ? {} : { cidr6: `${cidr6}::/64` }),
    ...(onRouter ? { gateway: `10.0.${index}.1`, dhcp: { from: `10.0.${index}.100`, to: `10.0.${index}.199` } } : {}),
    ...(onRouter && cidr6 !== undefined ? { gateway6: `${cidr6}::1` } : {}),
    ...(places ? { internet: { because: 'a test', ...places } } : {}),
    devices: { thing: { title: 'Thing', ip: `10.0.${index}.50`, mac: `02:00:00:00:00:0${index}` } },
  };
}

function host({ six }: Shape, networks: readonly number[], wants6: boolean, index: number): Record<string, unknown> {
  const addresses = networks.map((at) => {
    const prefix = { none: undefined, local: `fd00:0:0:${at}`, global: `2001:db8:0:${at}` }[six[at] ?? 'none'];
    const ip = `10.0.${at}.${10 + index}`;
    return [`n${at}`, wants6 && prefix !== undefined ? { ip, ip6: `${prefix}::${10 + index}` } : ip];
  });
  return { title: `Machine ${index}`, role: 'test', addresses: Object.fromEntries(addresses) };
}

/** Whether a packet gets from the one service to the other. */
function meets({ machines, routed }: Shape, from: number, to: number): boolean {
  const target = machines[to]?.networks[0] ?? 0;
  const own = machines[from]?.networks ?? [];
  return own.includes(target) || (routed[target] === true && own.some((at) => routed[at]));
}

function allow({ routed }: Shape, { from, to, kind, tcp, udp }: Shape['allow'][number]): Record<string, unknown> {
  const rule = { tcp, udp, because: 'a test' };
  const ends = { network: { network: `n${from}` }, device: { network: `n${from}`, device: 'thing' } };
  const possible = routed[from] && routed[to];
  if (!possible) return { ...rule, planned: true, from: ends.network, to: { network: `n${to}` } };
  switch (kind) {
    case 0:
      return { ...rule, from: ends.device, to: { network: `n${to}` } };
    case 1:
      return { ...rule, from: ends.network, to: { network: `n${to}`, device: 'thing' } };
    case 2:
      return { ...rule, from: ends.network, to: 'internet' };
    case 3:
      return { ...rule, from: 'internet', to: 'router' };
    case 4:
      return { ...rule, from: ends.device, to: 'router' };
    default:
      return { ...rule, from: ends.network, to: { network: `n${to}` } };
  }
}
