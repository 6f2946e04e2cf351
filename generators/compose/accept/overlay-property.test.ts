/** Whatever project Docker Compose accepts, it accepts with the overlay; and the overlay is all that differs. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Stack, stacksOf } from '../../../core/compose/stacks.ts';
import { loadSources } from '../../../core/load.ts';
import { toolOf } from '../../../registry/catalog.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import { run } from '../../../tools/process.ts';
import { withoutDifferences } from './test-differences.ts';
import { randomProject } from './test-project.ts';

const compose = await findTool(toolOf('docker-compose'));
if (isMissing(compose)) process.stderr.write(`SKIPPED overlay property: ${compose.missing}\n`);
it.runIf(process.env['CI'] === 'true')('can be tried here', () => expect(isMissing(compose)).toBe(false));
const argv = isMissing(compose) ? [] : compose.argv;

const RUNS = 150;
const limits = fc.record(
  { memory: fc.constantFrom('16m', '128m', '8g'), cpus: fc.constantFrom(0.25, 2), pids: fc.constantFrom(64, 1024) },
  { requiredKeys: [] },
);
const lab = fc.record({ limits, hardening: fc.constantFrom('strict', 'safe', 'none') });

/** The stack of a project that is exposed in a lab; undefined where the lab refuses it with a reason. */
function stackWith(project: object, decisions: object, more: object): Stack | undefined {
  const service = (name: string, tag: string) => ({
    title: 'X',
    'runs-on': 'one',
    compose: { services: { [name]: { image: `${name}:${tag}` } } },
  });
  const inventory = {
    lab: { title: 'L', domain: 'l.example.net', ingress: 'proxy', compose: { sockets: 'warn' }, ...decisions },
    networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
    hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
    services: {
      proxy: service('traefik', 'v3.6.4'),
      store: service('store', '1'),
      app: {
        ...service('app', '1'),
        uses: ['store'],
        data: [{ path: 'data', backup: 'none', because: 'test' }],
        ...more,
        compose: project,
      },
    },
  };
  const text = stringify(inventory, { aliasDuplicateObjects: false });
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  return loaded.ok ? stacksOf(loaded.value.model).find(({ service: { id } }) => id === 'app') : undefined;
}

interface Config {
  /** As Compose reads it; undefined where it refuses. */
  readonly value: unknown;
  readonly why: string;
}

async function config(document: unknown): Promise<Config> {
  const words = ['--project-name', 'app', '--file', '-', 'config', '--format', 'json'];
  const { code, stdout, stderr } = await run([...argv, ...words], { input: JSON.stringify(document) });
  return { value: code === 0 ? JSON.parse(stdout) : undefined, why: stderr };
}

const exposed = { expose: [{ host: 'app', container: 'app', port: 80, to: ['lan'], open: 'test' }] };
const reading = { 'docker-api': { container: 'job', allow: ['containers'] }, secrets: { token: { what: 'a token', container: 'app' } } };

describe.skipIf(argv.length === 0)('the overlay over random projects', () => {
  it('is accepted where the project is, and declares all that it does', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(randomProject, lab, fc.subarray([exposed, reading]), async (project, decisions, more) => {
        const stack = stackWith(project, decisions, Object.assign({}, ...more));
        const before = stack ? await config(project) : undefined;
        if (!stack || before?.value === undefined) return;
        accepted += 1;
        const after = await config(stack.document);
        expect(after.value, after.why).toBeDefined();
        expect(withoutDifferences(after.value, stack.differences)).toEqual(withoutDifferences(before.value, stack.differences));
      }),
      { numRuns: RUNS },
    );
    // Most of what is made up has to get so far, or nothing was tried.
    expect(accepted).toBeGreaterThan(RUNS / 4);
  });
});
