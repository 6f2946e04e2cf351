import { expect, it } from 'vitest';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { deepMerge } from '../../formats/deep-merge.ts';
import { systems } from '../../registry/systems.gen.ts';
import generator from './system.ts';

const LAB = {
  lab: { title: 'Lab', domain: 'lab.example.net', ingress: 'proxy', bans: { engine: 'crowdsec', edge: 'bouncer', allowlist: ['apps'] } },
  networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
  hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
  services: {
    proxy: {
      title: 'Proxy',
      'runs-on': 'one',
      secrets: { 'crowdsec-key': { what: 'key' } },
      compose: { services: { proxy: { image: 'traefik:v3.6' } } },
    },
    crowdsec: { title: 'CrowdSec', 'runs-on': 'one', compose: { services: { crowdsec: { image: 'crowdsecurity/crowdsec:v1' } } } },
    bouncer: { title: 'Bouncer', 'runs-on': 'one', compose: { services: { bouncer: { image: 'cloudflare-worker-bouncer:v1' } } } },
  },
};

function files(changes: object): string[] {
  const text = JSON.stringify(deepMerge(LAB, changes as Record<string, unknown>));
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const made = generate(loaded.value.model, [generator], [], readRuntime);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return made.value.map(({ path }) => path.replace('infra/crowdsec/', ''));
}

const ALWAYS = ['acquis.d/traefik.yaml', 'parsers/s02-enrich/rackbook-containers.yaml', 'profiles.yaml'];
const ALLOWLIST = 'parsers/s02-enrich/rackbook-allowlist.yaml';
const WORKER = 'bouncer/crowdsec-cloudflare-worker-bouncer.yaml';

it.each([
  ['everything that the lab asks for', {}, [...ALWAYS, ALLOWLIST, WORKER]],
  ['nothing while the engine is planned', { services: { crowdsec: { planned: true } } }, []],
  ['no configuration for a planned bouncer', { services: { bouncer: { planned: true } } }, [...ALWAYS, ALLOWLIST]],
  ['no allowlist when no network is on it', { lab: { bans: { allowlist: [] } } }, [...ALWAYS, WORKER]],
])('gives %s', (_, changes, expected) => {
  expect(files(changes).sort()).toEqual([...expected].sort());
});
