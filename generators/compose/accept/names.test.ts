/** A name that leads nowhere in a fragment is refused by gen where the real Compose refuses it, and nowhere else. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSources } from '../../../core/load.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { toolOf } from '../../../registry/catalog.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { run } from '../../../tools/process.ts';

const tool = await findTool(toolOf('docker-compose'));
const missing = isMissing(tool) ? tool.missing : undefined;
if (missing !== undefined) process.stderr.write(`SKIPPED generators/compose/accept/names.test.ts: ${missing}\n`);
it.runIf(process.env['CI'] === 'true')('Compose is there in CI', () => expect(missing).toBeUndefined());

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-names-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A service with these attributes beside `db`, and `tools`, which is off. */
const project = (app: object, more: object = {}) => ({
  services: { app: { image: 'app:1', ...app }, db: { image: 'db:1' }, tools: { image: 'tools:1', profiles: ['tools'] } },
  ...more,
});
const builtFrom = (of: string) => ({
  services: { app: { build: { context: '/srv/app', additional_contexts: [`base=service:${of}`] } }, db: { build: '/srv/db' } },
});
const needs = (of: string, required: boolean) => ({ depends_on: { [of]: { condition: 'service_started', required } } });

const PROJECTS: readonly (readonly [what: string, project: object])[] = [
  ['an undeclared network', project({ networks: ['gone'] })],
  ['an undeclared network in a map', project({ networks: { gone: {} } })],
  ['the default network', project({ networks: ['default'] })],
  ['a declared network', project({ networks: ['own'] }, { networks: { own: null } })],
  ['an undeclared secret', project({ secrets: ['gone'] })],
  ['an undeclared secret in a map', project({ secrets: [{ source: 'gone', target: 'x' }] })],
  ['a declared secret', project({ secrets: ['own'] }, { secrets: { own: { file: '/srv/own' } } })],
  ['an undeclared secret of a build', project({ build: { context: '/srv/app', secrets: ['gone'] } })],
  ['an undeclared config', project({ configs: ['gone'] })],
  ['an undeclared config in a map', project({ configs: [{ source: 'gone', target: '/x' }] })],
  ['an undeclared volume', project({ volumes: ['gone:/x:ro'] })],
  ['an undeclared volume in a map', project({ volumes: [{ type: 'volume', source: 'gone', target: '/x', read_only: true }] })],
  ['a need of no service', project({ depends_on: ['gone'] })],
  ['an optional need of no service', project(needs('gone', false))],
  ['a need of a service', project({ depends_on: ['db'] })],
  ['a need of a service that is off', project({ depends_on: ['tools'] })],
  ['an optional need of a service that is off', project(needs('tools', false))],
  ['a link to no service', project({ links: ['gone:x'] })],
  ['volumes from no service', project({ volumes_from: ['gone:ro'] })],
  ['volumes from a container', project({ volumes_from: ['container:gone'] })],
  ['the network of no service', project({ network_mode: 'service:gone' })],
  ['the network of a container', project({ network_mode: 'container:gone' })],
  ['the processes of no service', project({ pid: 'service:gone' })],
  ['the memory of no service', project({ ipc: 'service:gone' })],
  ['the host name of no service', project({ uts: 'service:gone' })],
  ['a base that is no service', project({ extends: { service: 'gone' } })],
  ['a build from no service', project({ build: { context: '/srv/app', additional_contexts: { base: 'service:gone' } } })],
  ['a build from a service that is not built', project({ build: { context: '/srv/app', additional_contexts: { base: 'service:db' } } })],
  ['a build from a service', builtFrom('db')],
  ['a build from no service that is built', builtFrom('gone')],
  ['a need of itself', project({ depends_on: ['app'] })],
  ['needs in a circle', { services: { a: { image: 'a:1', depends_on: ['b'] }, b: { image: 'b:1', links: ['a'] } } }],
  ['needs in a circle, one optional', { services: { a: { image: 'a:1', ...needs('b', false) }, b: { image: 'b:1', depends_on: ['a'] } } }],
  [
    'a service that is off with names that lead nowhere',
    project({ profiles: ['x'], networks: ['gone'], secrets: ['gone'], depends_on: ['gone'] }),
  ],
];

const LAB = {
  lab: { title: 'Names', domain: 'lab.example.net', compose: { sockets: 'warn' } },
  networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.9.20.0/24' } },
  hosts: { one: { title: 'One', role: 'x', addresses: { apps: '10.9.20.11' }, docker: {} } },
};

function refusedByGen(compose: object): readonly string[] {
  const text = JSON.stringify({ ...LAB, services: { app: { title: 'App', 'runs-on': 'one', compose } } });
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  const errors = loaded.ok ? [] : loaded.diagnostics.filter(({ severity }) => severity === 'error');
  return errors.map(({ code, at }) => `${code} ${at === undefined ? 'nowhere' : 'at its place'}`);
}

describe.skipIf(missing !== undefined)('names in a fragment', () => {
  it.each(PROJECTS)('%s', async (_, compose) => {
    const file = join(folder, 'compose.yaml');
    writeFileSync(file, emitYaml(compose));
    const argv = isMissing(tool) ? [] : tool.argv;
    const { code } = await run([...argv, '--project-name', 'x', '--file', file, 'config', '--quiet']);
    const found = refusedByGen(compose);
    expect(found.length > 0).toBe(code !== 0);
    expect(found.filter((each) => each !== 'compose-invalid at its place')).toEqual([]);
  });
});
