import { describe, expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { loadSources } from '../load.ts';
import type { ContainerEngine } from './engine.ts';
import { engineOf } from './engine-of.ts';
import { hardeningOf } from './hardening/hardening.ts';
import { stacksOf } from './stacks.ts';

const LAB = `
lab: { title: Test, domain: lab.example.net }
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts: { one: { title: One, role: Containers, addresses: { apps: 10.2.20.11 }, docker: {} } }
services:
  app: { title: App, runs-on: one, docker-api: { allow: [events] }, compose: { services: { app: { image: 'app:1' } } } }
`;
const loaded = loadSources([{ path: 'inventory/lab.yaml', text: LAB }], systems);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
const { model } = loaded.value;

describe('the engine that runs the containers', () => {
  it('is played by one system: none and two are faults of the registry', () => {
    expect(() => engineOf({ ...model, systems: [] })).toThrow('One system has to be the container engine, and none is.');
    const twice = model.systems.filter(({ engine }) => engine).flatMap((system) => [system, system]);
    expect(() => engineOf({ ...model, systems: twice })).toThrow('and compose, compose is.');
  });

  it('decides the proxy before its API, the words for its socket and the usual capabilities', () => {
    const other: ContainerEngine = {
      id: 'other',
      name: 'Other',
      title: 'Other Engine',
      packages: [],
      folder: '/var/lib/other',
      volumePlace: (name) => `/var/lib/other/${name}`,
      socketPlaces: ['/run/other.sock'],
      clientVariable: /OTHER=(?<value>\S+)/g,
      storedConnection: /OTHER_AT=(?<value>\S+)/g,
      ownLabels: /^other\./,
      port: 99,
      remote: /other:(?<host>\w+):(?<port>\d+)/g,
      projectCommand: (file) => `other --file ${file}`,
      list: { run: 'other list', running: 'runs' },
      settings: { path: (machine) => `infra/other/${machine}`, apply: (file) => `other apply ${file}`, undo: 'other reset' },
      sockets: /podman\.sock$/,
      folders: [],
      defaultCapabilities: ['CHOWN'],
      apiProxy: { container: 'guard', port: 99, network: 'asks', fragment: () => ({ image: 'guard:1', volumes: ['/run/podman.sock:/s'] }) },
    };
    const systemsOfOther = model.systems.map((system) => (system.engine ? { ...system, engine: other } : system));
    const [stack] = stacksOf({ ...model, systems: systemsOfOther });
    if (!stack) throw new Error('no stack');
    expect(stack.document).toMatchObject({
      services: { app: { networks: { asks: {} } }, guard: { image: 'guard:1' } },
      networks: { asks: { internal: true } },
    });
    const rows = hardeningOf(stack).flatMap((each) => each.rows.map((row) => [each.container, row.measure, row.detail]));
    expect(rows).toContainEqual(['guard', 'Other socket', 'it lets app read events and refuses all else']);
    expect(rows).toContainEqual(['app', 'Rights of root taken away', 'it keeps the 1 that Other gives']);
  });
});
