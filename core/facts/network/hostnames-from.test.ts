import { expect, it } from 'vitest';
import { loadCase } from '../views/cases/load-case.ts';
import { hostnamesFromOne } from './hostnames-from.ts';

const { model } = loadCase(`
lab: { title: L, domain: l.example.net, ingress: { service: proxy, system: traefik }, router: { title: R, system: linux, trunk: t } }
networks:
  a: { title: A, role: apps, vlan: 1, cidr: 10.0.1.0/24, gateway: 10.0.1.1 }
  d: { title: D, role: dmz, vlan: 2, cidr: 10.0.2.0/24, gateway: 10.0.2.1 }
  i: { title: I, role: iot, vlan: 3, cidr: 10.0.3.0/24, gateway: 10.0.3.1, devices: { tv: { title: TV, ip: 10.0.3.5 }, cam: { title: Cam, ip: 10.0.3.6 } } }
hosts: { h: { title: H, role: r, addresses: { a: 10.0.1.2, d: 10.0.2.2 } } }
middlewares: { home: { title: Home, networks: [a, d] } }
services:
  proxy: { title: P, runs-on: h, network: d, ports: [{ port: 443, what: x }, { port: 8443, what: x }], health: { none: x } }
  tool: { title: T, runs-on: h, network: a, health: { none: x }, expose: [{ host: tool, port: 80, to: [lan], open: x, middlewares: [home] }] }
  film: { title: F, runs-on: h, network: a, health: { none: x }, expose: [{ host: film, port: 81, to: [lan], open: x }] }
allow:
  tv: { from: { network: i, device: tv }, to: { service: proxy }, tcp: [443], because: x }
  cam: { from: { network: i, device: cam }, to: { service: proxy }, tcp: [8443], because: x }
`);
const find = (id: string) => model.networks.find((network) => network.id === id)!;

it('says what one device sees behind the ingress: every hostname but those that keep its network out', () => {
  const found = hostnamesFromOne(model, find('i')).map(({ flow, hostnames }) => [flow.from.title, hostnames.map(({ name }) => name)]);
  expect(found).toEqual([['TV', ['film']]]);
});

it('says nothing where the whole network sees them', () => {
  expect(hostnamesFromOne(model, find('a'))).toEqual([]);
});
