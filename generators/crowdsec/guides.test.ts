import { describe, expect, it } from 'vitest';
import type { Guide } from '../../core/facts/guide.ts';
import { loadSources } from '../../core/load.ts';
import { deepMerge } from '../../formats/deep-merge.ts';
import { systems } from '../../registry/systems.gen.ts';
import bansGuides from './guides.ts';

const fragment = (name: string, image = name) => ({ services: { [name]: { image: `${image}:1` } } });
const LAB = {
  lab: {
    title: 'Lab',
    domain: 'lab.example.net',
    ingress: 'proxy',
    bans: { engine: 'crowdsec', edge: 'bouncer', ban: '90m', allowlist: ['apps'] },
  },
  networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24', cidr6: 'fd00:2:20::/64' } },
  hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: { root: "/srv/it's here" } } },
  services: {
    proxy: { title: 'Proxy', 'runs-on': 'one', secrets: { 'crowdsec-key': { what: 'key' } }, compose: fragment('proxy', 'traefik') },
    crowdsec: { title: 'CrowdSec', 'runs-on': 'one', compose: fragment('lapi', 'crowdsec') },
    bouncer: { title: 'Bouncer', 'runs-on': 'one', compose: fragment('bouncer', 'cloudflare-worker-bouncer') },
  },
};

function guides(changes: object = {}): Readonly<Record<string, Guide>> {
  const text = JSON.stringify(deepMerge(LAB, changes as Record<string, unknown>));
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return Object.fromEntries(bansGuides(loaded.value.model).map((guide) => [guide.subject, guide]));
}

const commands = (guide: Guide | undefined) => guide?.steps.map(({ run }) => run) ?? [];
const COMPOSE = "docker compose --file '/srv/it'\\''s here/infra/compose/one/crowdsec/compose.yaml'";

describe('guides', () => {
  it('are there for the engine and for who acts on it, sorted', () => {
    expect(Object.keys(guides())).toEqual(['service:bouncer', 'service:crowdsec', 'service:proxy']);
  });

  it('give commands that run in the container of the engine, whatever the folder is called', () => {
    expect(commands(guides()['service:crowdsec'])).toContain(`${COMPOSE} exec lapi cscli decisions delete --ip 203.0.113.7`);
  });

  it('give plain commands for an engine that is no container', () => {
    const { crowdsec: _, ...others } = LAB.services;
    const services = { ...others, crowdsec: { title: 'CrowdSec', 'runs-on': 'one' } };
    const lab = { ...LAB.lab, bans: { ...LAB.lab.bans, engine: { service: 'crowdsec', system: 'crowdsec' } } };
    const loaded = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify({ ...LAB, lab, services }) }], systems);
    const guide = loaded.ok ? bansGuides(loaded.value.model).find(({ subject }) => subject === 'service:crowdsec') : undefined;
    expect(commands(guide)).toContain('sudo cscli decisions list');
  });

  it('say how long a ban is and who is never banned', () => {
    const text = guides()['service:crowdsec']?.text.join('\n') ?? '';
    expect(text).toContain('banned for 90 minutes, the second time for 3 hours, the third time for 270 minutes');
    expect(text).toContain('Apps (10.2.20.0/24, fd00:2:20::/64)');
  });

  it('do not promise what is not there', () => {
    const text =
      guides({ lab: { bans: { allowlist: [] } }, services: { bouncer: { planned: true } } })['service:crowdsec']?.text.join('\n') ?? '';
    expect(text).toContain('No network is on the allowlist');
    expect(text).not.toMatch(/Cloudflare has|Bouncer/);
  });

  it('are none while the engine is planned', () => {
    expect(guides({ services: { crowdsec: { planned: true } } })).toEqual({});
  });
});
