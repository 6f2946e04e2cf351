import { describe, expect, it } from 'vitest';
import { loadCase } from '../views/cases/load-case.ts';
import { answeringIn, answersIn, answerTexts } from './answers-in.ts';

const { model } = loadCase(`
lab: { title: L, domain: l.example.net }
networks:
  a: { title: A, role: apps, cidr: 10.0.1.0/24 }
  b: { title: B, role: management, cidr: 10.0.2.0/24, cidr6: 'fd00:2::/64' }
hosts:
  h: { title: H, role: r, addresses: { a: 10.0.1.2, b: { ip: 10.0.2.2, ip6: 'fd00:2::2' } }, docker: {} }
services:
  bound: { title: S, runs-on: h, network: a, health: { none: x }, compose: { services: { c: { image: 'x:1', ports: ['10.0.1.2:80:80', '10.0.2.2:90:90', '[fd00:2::2]:91:91', '127.0.0.1:92:92'] } } } }
  all: { title: S, runs-on: h, network: a, health: { none: x }, compose: { services: { d: { image: 'x:1', ports: ['70:70/udp'] } } } }
  plain: { title: S, runs-on: h, network: b, ports: [{ port: 22, what: x }, { port: 23, what: x }], health: { none: x } }
  none: { title: S, runs-on: h, network: a, health: { none: x }, compose: { services: { e: { image: 'x:1' } } } }
  later: { title: S, runs-on: h, network: a, planned: true, ports: [{ port: 60, what: x }], health: { none: x } }
`);

const where = (id: string) =>
  answersIn(model, model.services.find((service) => service.id === id)!).map(
    ({ network, ports }) => `${network.id}: ${answerTexts(ports).join(' ')}`,
  );

describe('answersIn', () => {
  it('finds ports that are bound to another address than that of the service’s network', () => {
    expect(where('bound')).toEqual(['a: tcp 80', 'b: tcp 90, 91']);
  });

  it('takes a published port without an address for one of the service’s own network, where the machine’s firewall keeps it', () => {
    expect(where('all')).toEqual(['a: udp 70']);
  });

  it('takes what is no container for something that listens on every address, its own network first', () => {
    expect(where('plain')).toEqual(['b: tcp 22, 23', 'a: tcp 22, 23']);
  });

  it('says nothing of what answers nowhere or is only planned', () => {
    expect([...where('none'), ...where('later')]).toEqual([]);
  });

  it('is the same seen from the network', () => {
    const [a, b] = model.networks;
    expect(answeringIn(model, a!).map(({ service }) => service.id)).toEqual(['all', 'bound', 'plain']);
    expect(answeringIn(model, b!).map(({ service }) => service.id)).toEqual(['bound', 'plain']);
  });

  it('knows that the firewall of a Proxmox guest lets in what a flow names, and that the rest of it does not answer', () => {
    const lab = loadCase(`
lab: { title: L, domain: l.example.net }
networks: { a: { title: A, role: apps, cidr: 10.0.1.0/24 }, m: { title: M, role: management, cidr: 10.0.2.0/24 } }
hosts:
  h: { title: H, role: r, addresses: { a: 10.0.1.2, m: 10.0.2.2 }, proxmox: { node: h } }
  o: { title: O, role: r, addresses: { a: 10.0.1.4 } }
guests: { g: { title: G, type: vm, vmid: 101, host: h, backup: none, because: x, addresses: { a: 10.0.1.3, m: 10.0.2.3 } } }
services:
  film: { title: F, runs-on: g, network: a, health: { tcp: 8096 }, expose: [] }
  user: { title: U, runs-on: o, network: a, needs: [film], health: { none: x } }
`);
    const film = answersIn(lab.model, lab.model.services.find(({ id }) => id === 'film')!);
    expect(film.map(({ network, only }) => [network.id, only?.map(({ id }) => id)])).toEqual([['a', ['need.user.film.tcp']]]);
  });
});
