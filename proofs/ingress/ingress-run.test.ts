import { expect, test } from 'vitest';
import { stacksOf } from '../../core/compose/stacks.ts';
import { exposureOf } from '../../core/facts/exposure.ts';
import { authorization, containerName, requestTo, seen, visitorsFor } from './ingress-run.ts';
import { ingressLab } from './test-lab.ts';
import type { IngressTestbed } from './testbed.ts';
import { visitorsOf } from './visitors.ts';

const model = ingressLab();
const testbed = {
  ...{ model, visitors: visitorsOf(model), login: { user: 'proof', password: 'pass' }, tools: [] },
  fixture: { root: '/nowhere', ca: 'an authority' },
} as unknown as IngressTestbed;
const way = (hostname: string, audience: string) =>
  exposureOf(model).find((each) => each.route.exposure.hostname === hostname && each.audience === audience)!;

test('a container is called as Compose calls it, or as its file says', () => {
  const stack = stacksOf(model).find(({ service }) => service.id === 'site')!;
  expect(['site', 'named'].map((name) => containerName(stack, name))).toEqual(['site-site-1', 'the-name']);
});

test('a way is tried from a network that its allowlist lets in, else from that of the ingress', () => {
  expect(visitorsFor(way('site.lab.example.net', 'lan'), testbed).map(({ id }) => id)).toEqual(['visitor-1-apps', 'visitor-2-apps']);
  expect(visitorsFor(way('tools.lab.example.net', 'lan'), testbed).map(({ id }) => id)).toEqual(['visitor-1-guest', 'visitor-2-guest']);
  expect(() => visitorsFor(way('site.lab.example.net', 'lan'), { ...testbed, visitors: [] })).toThrow('there are no visitors');
});

test('a request from home goes to the address of the ingress and says nothing of the client', () => {
  expect(requestTo(testbed, 'lan', 'site.lab.example.net')).toEqual({
    url: 'https://site.lab.example.net/',
    connect: { host: '10.77.20.254', port: 443 },
    servername: 'site.lab.example.net',
    ca: 'an authority',
    timeoutMs: 8_000,
    headers: { host: 'site.lab.example.net' },
  });
});

test('one through the tunnel goes to its entrance and says who the client is; its own headers come last', () => {
  const request = requestTo(testbed, 'tunnel', 'site.lab.example.net', { headers: { 'x-forwarded-for': '203.0.113.66' } });
  expect(request.connect?.port).not.toBe(443);
  expect(request.headers).toMatchObject({ 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '203.0.113.66' });
});

test('the login is what a browser would send, and an answer is its status or what went wrong', () => {
  expect(authorization(testbed)).toEqual({ authorization: `Basic ${Buffer.from('proof:pass').toString('base64')}` });
  expect(seen({ status: 401, headers: {}, body: '' })).toBe('401');
  expect(seen({ error: 'ECONNREFUSED', message: 'no' })).toBe('ECONNREFUSED');
});
