import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkPlan } from '../../testbed/topology/plan.ts';
import { ingressLab } from './test-lab.ts';
import { makeLogin, topologyPlan, userLine } from './topology-plan.ts';
import { visitorsOf } from './visitors.ts';

const model = ingressLab();
const login = makeLogin();
const plan = topologyPlan(model, visitorsOf(model), login, (machine) => ({ 'data-of': machine }));
const node = (id: string) => plan.nodes.find((each) => each.id === id)!;

test('is a plan that a topology can have, with each machine and each visitor as a node', () => {
  expect(() => checkPlan(plan)).not.toThrow();
  expect(plan.nodes.map(({ id }) => id)).toEqual(['one', 'two', ...visitorsOf(model).map(({ id }) => id)]);
  expect(node('visitor-1-guest').addresses).toEqual([{ network: 'guest', ip: '10.77.60.254' }]);
});

test('a network is called as the files of systemd-networkd call it, where it is one of the trunk', () => {
  expect(plan.networks.map(({ id, interface: name, gateway }) => [id, name, gateway])).toEqual([
    ['apps', 'vlan20', '10.77.20.1'],
    ['guest', 'vlan60', '10.77.60.1'],
    ['storage', undefined, undefined],
  ]);
});

test('an engine runs where there are stacks, with the settings that it is given', () => {
  expect(node('one').engine?.settings).toEqual({ 'data-of': 'one' });
  expect(node('two').engine).toBeUndefined();
});

test('the file of users opens for the login, and other secrets mean nothing', () => {
  const files = node('one').engine?.files ?? {};
  const content = (name: string) => String(files[`/etc/rackbook/secrets/traefik/${name}`]?.content);
  expect(content('users')).toBe(`${userLine(login)}\n`);
  expect(content('token')).toMatch(/^[0-9a-f]{32}\n$/);
});

test('a login is a line of an htpasswd file, and another one each time', () => {
  const digest = createHash('sha1').update('secret').digest('base64');
  expect(userLine({ user: 'proof', password: 'secret' })).toBe(`proof:{SHA}${digest}`);
  expect(makeLogin().password).not.toBe(makeLogin().password);
});
