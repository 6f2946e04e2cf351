import { describe, expect, it } from 'vitest';
import { flowsOf } from './flows.ts';
import { routerInterface, zoneInterface } from './interfaces.ts';
import { machineFirewall } from './machine-firewall.ts';
import { resolverOf, routerFirewall, routerRole } from './router-role.ts';
import { networkLab } from './test-facts.ts';

const lab = (router: Readonly<Record<string, string>>) => networkLab({ lab: { router: { wan: 'wan0', trunk: 'lan0', ...router } } }).model;
const linux = lab({});
const appliance = lab({ system: 'opnsense' });
const network = (model: typeof linux, id: string) => model.networks.find((each) => each.id === id)!;
const adminPorts = (model: typeof linux) =>
  flowsOf(model)
    .filter(({ kind, to }) => kind === 'admin' && to.zone === 'router')
    .flatMap(({ ports }) => ports.map(({ first }) => first));

describe('the role of the router', () => {
  it('says on which ports it is administered', () => {
    expect(adminPorts(linux)).toEqual([22]);
    expect(adminPorts(appliance)).toEqual([22, 443]);
  });

  it('says what it calls its interfaces', () => {
    expect(routerInterface(linux, network(linux, 'iot'))).toBe('vlan50');
    expect(routerInterface(appliance, network(appliance, 'iot'))).toBe('vlan0.50');
    expect(zoneInterface(linux, 'internet')).toBe('wan0');
    expect(zoneInterface(linux, network(linux, 'storage'))).toBeUndefined();
  });

  it('comes with a firewall and a resolver of its kind', () => {
    expect([routerFirewall(linux)?.proven, resolverOf(linux)?.id]).toEqual([true, 'dnsmasq']);
    expect([routerFirewall(appliance)?.proven, resolverOf(appliance)?.id]).toEqual([false, 'opnsense']);
    expect(resolverOf(lab({ resolver: 'unbound' }))?.id).toBe('unbound');
  });

  it('is nothing in a lab without a router', () => {
    const { model } = networkLab({ lab: { router: undefined } });
    expect([routerRole(model), routerFirewall(model), resolverOf(model)]).toEqual([undefined, undefined, undefined]);
    expect(() => routerInterface(model, network(model, 'iot'))).toThrow('without a router');
  });
});

describe('a firewall in front of a machine', () => {
  it('stands before a hypervisor that has one, and before its guests', () => {
    const { model } = networkLab({
      hosts: { two: { title: 'Two', role: 'r', addresses: { management: '10.3.10.12' }, proxmox: { node: 'two' } } },
      guests: { box: { title: 'Box', type: 'vm', vmid: 101, host: 'two', backup: 'none', because: 'x' } },
    });
    const guarded = [...model.hosts, ...model.guests].filter((machine) => machineFirewall(model, machine));
    expect(guarded.map(({ id }) => id)).toEqual(['two', 'box']);
  });
});
