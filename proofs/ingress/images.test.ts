import { expect, test } from 'vitest';
import { stacksOf } from '../../core/compose/stacks.ts';
import { containersOfStack, imagesOf, portsOf } from './images.ts';
import { ingressLab } from './test-lab.ts';

const model = ingressLab();
const one = model.hosts.find(({ id }) => id === 'one')!;
const stack = stacksOf(model).find(({ service }) => service.id === 'site')!;
const container = (name: string) => containersOfStack(stack).find(([id]) => id === name)![1];

test('a stand-in listens wherever the inventory says anything of the container', () => {
  // Exposed, published (inside, not outside), asked for by the lab’s health check and by its own.
  expect([...portsOf(stack, 'site', container('site'))].toSorted()).toEqual([7001, 8080, 8081, 9000]);
  expect([...portsOf(stack, 'named', container('named'))]).toEqual([]);
});

test('each image of a machine has a stand-in, with the program of its health check and the proxy of the socket in their way', async () => {
  const images = await imagesOf(one, model);
  expect(Object.keys(images)).toEqual(expect.arrayContaining(['site:1', 'named:1', 'tools:1', 'cloudflared:1', 'traefik:v3.6.24']));
  expect(images['site:1']?.programs).toContain('curl');
  expect(Object.values(images).filter(({ mode }) => mode === 'api-proxy').length).toBe(1);
});
