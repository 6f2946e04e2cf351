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
  alerts: { title: Alerts, runs-on: one, health: { none: test }, secrets: { phone: { what: the topic${service.includes('bridge') ? ', container: app' : ''} } }, ${service} }
`;

function load(service: string) {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: labWith(service) }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return {
    paths: [...system.files(loaded.value.model)].map(({ path }) => path),
    codes: loaded.warnings.map(({ code }) => code).filter((code) => code.startsWith('alertmanager')),
  };
}

const container = (volumes: string, more = '', image = 'prom/alertmanager:v0.33.1') =>
  `compose: { services: { app: { image: "${image}", volumes: [${volumes}]${more} } } }`;
const FOLDER = '../../../alertmanager/alerts';
const OURS = `"${FOLDER}:/etc/alertmanager:ro"`;

describe('the file of Alertmanager', () => {
  it('is not written for one that is only planned', () => {
    expect(load('planned: true')).toEqual({ paths: [], codes: [] });
  });

  it('is written for one that is no container, and no mount is asked for', () => {
    expect(load('ports: [{ port: 9093, what: API }]')).toEqual({ paths: ['infra/alertmanager/alerts/alertmanager.yml'], codes: [] });
  });

  it.each([
    ['a folder', container(`"${FOLDER}/:/etc/alertmanager/:ro"`)],
    ['a folder by its path on the machine', container('"/srv/lab/infra/alertmanager/alerts:/etc/alertmanager:ro"')],
    ['the file', container(`"${FOLDER}/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro"`)],
    ['a long volume', container(`{ type: bind, source: "${FOLDER}", target: /etc/alertmanager, read_only: true }`)],
    ['a path that starts with a dot', container(`"./${FOLDER}:/etc/alertmanager:ro"`)],
    ['another folder that its command names', container(`"${FOLDER}:/config:ro"`, ', command: ["--config.file=/config/alertmanager.yml"]')],
    ['a command in one text', container(`"${FOLDER}:/config:ro"`, ', command: "--config.file /config/alertmanager.yml"')],
    ['an image of another name', container(OURS, '', 'registry.example.net/alerts:1')],
    [
      'a config of the project',
      `compose: { configs: { am: { file: ${FOLDER}/alertmanager.yml } }, services: { app: { image: "prom/alertmanager:v0.33.1", configs: [{ source: am, target: /etc/alertmanager/alertmanager.yml }] } } }`,
    ],
  ])('is read by way of %s', (_how, service) => {
    expect(load(service).codes).toEqual([]);
  });

  it.each([
    ['a folder of a person', container('"/srv/alerts:/etc/alertmanager:ro"')],
    ['a folder beside the stack', container('"./alerts:/etc/alertmanager:ro"')],
    ['another place in the container', container(`"${FOLDER}:/etc/prometheus:ro"`)],
    ['another file name', container(`"${FOLDER}/alertmanager.yml:/etc/alertmanager/config.yml:ro"`)],
    ['a command that names another file', container(OURS, ', command: ["--config.file=/etc/alertmanager/config.yml"]')],
    [
      'another container',
      `compose: { services: { app: { image: "prom/alertmanager:v0.33.1" }, bridge: { image: "bridge:1", volumes: [${OURS}] } } }`,
    ],
  ])('is not read by way of %s', (_how, service) => {
    expect(load(service).codes).toEqual(['alertmanager-unmounted']);
  });
});
