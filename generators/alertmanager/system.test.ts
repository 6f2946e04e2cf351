import { describe, expect, it } from 'vitest';
import { loadSources } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import system from './system.ts';

const labWith = (service: string) => `
lab: { title: Lab, domain: lab.example.net }
systems: { alertmanager: { service: alerts, webhook: phone } }
networks: { apps: { title: Apps, role: apps, cidr: 10.2.20.0/24 } }
hosts: { one: { title: One, role: Docker host, addresses: { apps: 10.2.20.11 }, docker: { root: /srv/lab } } }
services:
  alerts: { title: Alerts, runs-on: one, health: { none: test }, secrets: { phone: { what: the topic } }, ${service} }
`;

function load(service: string) {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: labWith(service) }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return {
    paths: [...system.files(loaded.value.model)].map(({ path }) => path),
    codes: loaded.warnings.map(({ code }) => code).filter((code) => code.startsWith('alertmanager')),
  };
}

const container = (volumes: string) => `compose: { services: { app: { image: "prom/alertmanager:v0.33.1", volumes: [${volumes}] } } }`;

describe('the file of Alertmanager', () => {
  it('is not written for one that is only planned', () => {
    expect(load('planned: true')).toEqual({ paths: [], codes: [] });
  });

  it('is written for one that is not a container, and no mount is asked for', () => {
    expect(load('ports: [{ port: 9093, what: API }]')).toEqual({ paths: ['infra/alertmanager/alerts/alertmanager.yml'], codes: [] });
  });

  it.each([
    '"../../../alertmanager/alerts/:/etc/alertmanager:ro"',
    '"/srv/lab/infra/alertmanager/alerts:/etc/alertmanager:ro"',
    '"../../../alertmanager/alerts/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro"',
    '{ type: bind, source: "../../../alertmanager/alerts", target: /etc/alertmanager, read_only: true }',
  ])('is mounted by %s', (volume) => {
    expect(load(container(volume)).codes).toEqual([]);
  });

  it.each(['"/srv/alerts:/etc/alertmanager:ro"', '"./alerts:/etc/alertmanager:ro"'])('is not mounted by %s', (volume) => {
    expect(load(container(volume)).codes).toEqual(['alertmanager-unmounted']);
  });
});
