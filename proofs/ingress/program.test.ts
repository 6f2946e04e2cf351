import { expect, it } from 'vitest';
import { loadSources } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import { programObstacle } from './program.ts';

const obstacle = (ingress: string, proxy: string) => {
  const text = `
lab: { title: L, domain: l.example.net, ingress: ${ingress} }
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts: { one: { title: One, role: Docker host, addresses: { apps: 10.2.20.11 }, docker: {} } }
services: { proxy: { title: Proxy, runs-on: one, ${proxy} } }`;
  const loaded = loadSources([{ path: 'lab.yaml', text }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return programObstacle(loaded.value.model);
};

it.each([
  ['a container of the right program', 'proxy', 'compose: { services: { proxy: { image: "traefik:v3.6" } } }', undefined],
  ['one that is planned', 'proxy', 'planned: true', /planned/],
  ['one that is not a container', '{ service: proxy, system: traefik }', 'ports: []', /no fragment/],
])('says whether %s can be started', (_, ingress, proxy, why) => {
  if (why === undefined) expect(obstacle(ingress, proxy)).toBeUndefined();
  else expect(obstacle(ingress, proxy)).toMatch(why);
});
