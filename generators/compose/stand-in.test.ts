import { expect, test } from 'vitest';
import { sampleLab } from '../../core/collect/sample-lab.ts';
import { writeScript } from '../../core/demo/script.ts';
import type { Host } from '../../core/model/host/host.ts';
import standIn from './stand-in.ts';

const { model } = sampleLab();
const played = (changed: Partial<Host>) => {
  const hosts = model.hosts.map((host) => (host.id === 'srv-1' ? { ...host, ...changed } : host));
  return standIn
    .endpoints({ ...model, hosts, guests: [] }, writeScript(model), new Date('2026-11-02T12:00:00Z'))
    .map(({ host, port, secure }) => [host, port, secure]);
};
const engine = (endpoint: string) => {
  const docker = model.hosts.find(({ id }) => id === 'srv-1')?.engine;
  if (!docker) throw new Error('srv-1 has an engine');
  return { engine: { ...docker, endpoint } };
};

test.each([
  ['tcp://10.10.20.5', ['10.10.20.5', 2375, false]],
  ['https://[fd00::5]:2400', ['fd00::5', 2400, true]],
  ['unix:///var/run/docker.sock', ['docker:srv-1', 0, false]],
  ['ssh://me@srv-1', ['docker:srv-1', 0, false]],
])('an engine at %s is played where the collector asks for it', (endpoint, expected) => {
  expect(played(engine(endpoint))).toEqual([expected]);
});

test('the engine of a planned machine is not played', () => {
  expect(played({ planned: true })).toEqual([]);
});
