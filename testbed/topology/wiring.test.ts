import { expect, test } from 'vitest';
import { checkPlan, type TopologyPlan } from './plan.ts';
import { bridges, interfaceNames, nodeWiring, routerWiring } from './wiring.ts';

const PLAN: TopologyPlan = {
  networks: [
    { id: 'storage', cidr: '10.0.4.0/24' },
    { id: 'dmz', cidr: '10.0.3.0/26', gateway: '10.0.3.1', cidr6: 'fd00:3::/64', gateway6: 'fd00:3::1' },
    { id: 'apps', cidr: '10.0.2.0/24', gateway: '10.0.2.1' },
  ],
  nodes: [
    {
      id: 'srv',
      addresses: [
        { network: 'storage', ip: '10.0.4.9' },
        { network: 'dmz', ip: '10.0.3.9', ip6: 'fd00:3::9' },
        { network: 'apps', ip: '10.0.2.9' },
      ],
    },
    { id: 'nas', addresses: [{ network: 'storage', ip: '10.0.4.2' }] },
  ],
};

test('an interface is named for its network, within 15 characters and once', () => {
  const ids = ['dmz', 'a-very-long-network-one', 'a-very-long-network-two', 'lo', 'docker0'];
  const names = interfaceNames(ids.map((id) => ({ id, cidr: '10.0.0.0/24' })));
  expect([...names.values()]).toEqual(['dmz', 'a-very-long-net', 'a-very-long-n-2', 'lo-3', 'docker0-4']);
});

test('a network is a bridge, and a machine is attached to its own', () => {
  expect(bridges(PLAN).match(/type bridge/g)?.length).toBe(3);
  expect(nodeWiring(PLAN, 1).inSwitch(42)).toBe(
    'link add name m1-0 type veth peer name storage netns 42\nlink set dev m1-0 master br0 up\n',
  );
});

test('a machine may have names of its own for its interfaces, and more of them that lead nowhere', () => {
  const addresses = [{ network: 'dmz', ip: '10.0.3.9', interface: 'vlan30' }];
  const { inSwitch, inNode, sockets } = nodeWiring({ ...PLAN, nodes: [{ id: 'srv', addresses, carriers: ['eno1'] }] }, 0);
  expect(inSwitch(42)).toBe(
    [
      'link add name m0-1 type veth peer name vlan30 netns 42',
      'link set dev m0-1 master br1 up',
      'link add name c0-0 type veth peer name eno1 netns 42',
      'link set dev c0-0 up',
      '',
    ].join('\n'),
  );
  expect(inNode).toContain(
    'link set dev vlan30 up\naddr add 10.0.3.9/26 dev vlan30 brd +\nroute add default via 10.0.3.1\nlink set dev eno1 up\n',
  );
  expect(sockets).toEqual(['m0-1', 'c0-0']);
});

test('the first network with a gateway leads out, in each family', () => {
  expect(
    nodeWiring(PLAN, 0)
      .inNode.split('\n')
      .filter((line) => line.startsWith('route')),
  ).toEqual(['route add default via 10.0.3.1', 'route add default via fd00:3::1']);
  expect(nodeWiring(PLAN, 1).inNode).not.toContain('route');
});

test('the prefix length is the network’s, and an IPv6 address is usable at once', () => {
  expect(nodeWiring(PLAN, 0).inNode).toContain('addr add 10.0.3.9/26 dev dmz brd +\naddr add fd00:3::9/64 dev dmz nodad\n');
});

test('the router has every gateway address and no other', () => {
  expect(routerWiring(PLAN).inNode.match(/addr add \S+/g)).toEqual([
    'addr add 10.0.3.1/26',
    'addr add fd00:3::1/64',
    'addr add 10.0.2.1/24',
  ]);
});

test.each([
  ['two owners of an address', { id: 'x', addresses: [{ network: 'apps', ip: '10.0.2.9' }] }],
  ['the router’s address', { id: 'x', addresses: [{ network: 'apps', ip: '10.0.2.1' }] }],
  ['an unknown network', { id: 'x', addresses: [{ network: 'app', ip: '10.0.2.7' }] }],
  ['an id twice', { id: 'nas', addresses: [] }],
])('%s is refused', (_, machine) => {
  expect(() => checkPlan(PLAN)).not.toThrow();
  expect(() => checkPlan({ ...PLAN, nodes: [...PLAN.nodes, machine] })).toThrow(RangeError);
});
