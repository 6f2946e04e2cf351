/** The proof of the ingress holds for what is generated, and names exactly what is wrong with a stack that was changed by hand. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { renderLab } from '../../core/pipeline.ts';
import { filesInMemory } from '../../proofs/files/file-source.ts';
import { recordFiles } from '../../proofs/files/recorded-files.ts';
import { checkIngress } from '../../proofs/ingress/prove.ts';
import { ingressObstacle, startTestbed } from '../../proofs/ingress/testbed.ts';
import { systems } from '../../registry/systems.gen.ts';

const APP = (host: string, more = '') => `
  ${host}:
    title: ${host}
    runs-on: one
    expose: [{ host: ${host}, port: 8080, to: [lan], middlewares: [login, slow, plain] }]
    compose: { services: { ${host}: { image: "app:1"${more} } } }`;

const INVENTORY = `
lab:
  title: Proof
  domain: lab.example.net
  ingress: traefik
  tunnel: cloudflared
  bans: { engine: crowdsec }
networks:
  apps: { title: Apps, role: apps, vlan: 20, cidr: 10.77.20.0/24, gateway: 10.77.20.1 }
  management: { title: Management, role: management, vlan: 10, cidr: 10.77.10.0/24, gateway: 10.77.10.1 }
  guest: { title: Guests, role: guest, vlan: 60, cidr: 10.77.60.0/24, gateway: 10.77.60.1 }
hosts:
  one: { title: One, role: Docker host, addresses: { apps: 10.77.20.11, management: 10.77.10.11 }, docker: {} }
middlewares:
  login: { traefik: { basicAuth: { usersFile: /run/secrets/users } } }
  slow: { traefik: { rateLimit: { average: 10, burst: 20 } } }
  plain: { traefik: { headers: { contentTypeNosniff: true, customResponseHeaders: { Server: "" } } } }
  home: { networks: [apps] }
  sso: { traefik: { forwardAuth: { address: "http://sso:9091/verify", trustForwardHeader: false } } }
services:
  traefik:
    title: Traefik
    runs-on: one
    secrets: { users: { what: logins }, crowdsec-key: { what: key } }
    docker-api: { allow: [containers, events, networks] }
    compose:
      services:
        traefik:
          image: "traefik:v3.6.24"
          ports: ["10.77.20.11:80:80", "10.77.20.11:443:443"]
          volumes:
            - ../../../traefik/traefik.yaml:/etc/traefik/traefik.yaml:ro
            - ../../../traefik/dynamic:/etc/traefik/dynamic:ro
          tmpfs: [/tmp, /acme]
  cloudflared: { title: Cloudflared, runs-on: one, needs: [traefik], compose: { services: { cloudflared: { image: "cloudflared:1" } } } }
  crowdsec: { title: CrowdSec, runs-on: one, compose: { services: { crowdsec: { image: "crowdsec:1" } } } }
  site:
    title: Site
    runs-on: one
    expose: [{ host: site, port: 8080, to: [lan, tunnel], middlewares: [slow, plain], open: { lan: a public site, tunnel: a public site } }]
    compose: { services: { site: { image: "site:1" } } }
  tools:
    title: Tools
    runs-on: one
    expose: [{ host: tools, port: 8080, to: [lan], middlewares: [home, login] }]
    compose: { services: { tools: { image: "tools:1" } } }
  team:
    title: Team
    runs-on: one
    expose: [{ host: team, port: 8080, to: [lan], middlewares: [sso] }]
    compose: { services: { team: { image: "team:1" } } }
  wide: { title: Wide, runs-on: one, compose: { services: { wide: { image: "app:1", ports: ["8088:8080"] } } } }
  narrow: { title: Narrow, runs-on: one, network: management, compose: { services: { narrow: { image: "app:1", ports: ["10.77.10.11:8089:8080"] } } } }
  hidden: { title: Hidden, runs-on: one, compose: { services: { hidden: { image: "app:1", expose: ["8080"] } } } }
  curious: { title: Curious, runs-on: one, compose: { services: { curious: { image: "app:1" } } } }
${['moved', 'unlocked', 'misdirected', 'bare', 'unlimited', 'outside'].map((host) => APP(host)).join('')}
`;

/** Replaces once, or says that the test itself is out of date. */
type Change = readonly [path: RegExp, from: string | RegExp, to: string];

const LABELS: readonly Change[] = [
  [/\/moved\/compose/, /Host\(`moved\./, 'Host(`elsewhere.'],
  [/\/unlocked\/compose/, 'login@file,', ''],
  [/\/misdirected\/compose/, 'server.port: "8080"', 'server.port: "8081"'],
  [/\/bare\/compose/, ',plain@file', ''],
  [/\/unlimited\/compose/, ',slow@file', ''],
  [/\/outside\/compose/, 'entrypoints: websecure', 'entrypoints: websecure,tunnel'],
  [
    /\/hidden\/compose/,
    '    image: app:1\n',
    '    image: app:1\n    labels: { traefik.enable: "true", traefik.http.routers.hidden.rule: "Host(`hidden.lab.example.net`)", traefik.http.routers.hidden.tls: "true", traefik.http.services.hidden.loadbalancer.server.port: "8080" }\n    ports: ["8080:8080"]\n',
  ],
  [/\/curious\/compose/, /$/, 'networks: { to-site: { name: to-site, external: true } }\n'],
  [/\/curious\/compose/, '      default: {}\n', '      default: {}\n      to-site: {}\n'],
];

const TRAEFIK: readonly Change[] = [
  [/traefik\/traefik\.yaml$/, /( {2}web:\n {4}address: ":80")[\s\S]*?\n( {2}websecure:)/, '$1\n$2'],
  [/traefik\/traefik\.yaml$/, /address: "?[\d.]+:8443"?/, 'address: ":8443"'],
  [/traefik\/traefik\.yaml$/, /( {2}websecure:\n {4}address: ":443"\n)[\s\S]*?(\n[a-z])/, '$1    forwardedHeaders: { insecure: true }$2'],
  [/dynamic\/middlewares\.yaml$/, '10.77.20.0/24', '0.0.0.0/0'],
  [/dynamic\/middlewares\.yaml$/, /\n +sourceCriterion:\n +requestHeaderName: .*/, ''],
];

const FIREWALL: readonly Change[] = [
  [/nftables\/one\/rackbook\.nft$/, '    fib daddr . iif type != local goto refused\n', ''],
  [/nftables\/one\/rackbook\.nft$/, '    meta l4proto . th dport @published goto to_published\n', ''],
  [/nftables\/one\/rackbook\.nft$/, '    ip daddr @lab4 goto refused\n', ''],
];

const obstacle = await ingressObstacle();
const strict = process.env['CI'] === 'true';
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/ingress-proof.test.ts: ${obstacle}\n`);
it.runIf(obstacle !== undefined && strict)('the ingress can be proven in CI', () => expect(obstacle).toBeUndefined());

const folder = mkdtempSync(join(tmpdir(), 'rackbook-proof-'));
writeFileSync(join(folder, 'lab.yaml'), INVENTORY);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(obstacle !== undefined)('the proof of the ingress', () => {
  it('holds for what is generated', async () => {
    expect(await failures([])).toEqual([]);
  }, 180_000);

  it('names every label, port and network that was changed', async () => {
    const failed = await failures(LABELS);
    expect(failed.filter((name) => !name.includes('reaches its neighbours'))).toEqual([
      // Nothing refuses what is not routed.
      'ban from home: refuses',
      'bare.lab.example.net from home: security headers',
      'hidden.lab.example.net from home: not there',
      'hidden.lab.example.net through the tunnel: not there',
      'misdirected.lab.example.net from home: backend',
      'misdirected.lab.example.net from home: client address',
      'moved.lab.example.net from home: backend',
      'moved.lab.example.net from home: client address',
      'moved.lab.example.net from home: login',
      'moved.lab.example.net from home: rate limit',
      'one: open ports',
      'outside.lab.example.net through the tunnel: not there',
      'unlimited.lab.example.net from home: rate limit',
      'unlocked.lab.example.net from home: login',
    ]);
    expect(failed).toContain('curious-curious-1: reaches its neighbours only');
    expect(failed).not.toContain('unlocked-unlocked-1: reaches its neighbours only');
  }, 240_000);

  it('names what was changed in Traefik’s own files, and what the firewall of a machine lets past the router', async () => {
    const failed = await failures([...TRAEFIK, ...FIREWALL]);
    expect([...new Set(failed.map((name) => name.replace(/^\S+\.net from home/, '* from home')))].sort()).toEqual([
      '* from home: allow-list',
      '* from home: client address',
      '* from home: redirect to HTTPS',
      'ban from home: refuses',
      'entrance of the tunnel: closed to others',
      'one: open ports',
      'one: ports of other networks',
      'one: where containers go',
      'site.lab.example.net through the tunnel: rate limit',
    ]);
    expect(failed).toContain('tools.lab.example.net from home: allow-list');
  }, 240_000);
});

/** Names of the checks that fail on a stack with these changes, sorted. */
async function failures(changes: readonly Change[]): Promise<readonly string[]> {
  const rendered = await renderLab(folder, systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  const { lab, files } = rendered.value;
  const made = new Set<Change>();
  const mutate = (path: string, content: string) =>
    changes.reduce((text, change) => {
      const [match, from, to] = change;
      if (!match.test(path)) return text;
      const changed = text.replace(from, to);
      if (changed !== text) made.add(change);
      return changed;
    }, content);
  const changed = files.map((file) => ({ ...file, content: mutate(file.path, file.content) }));
  const testbed = await startTestbed(recordFiles(filesInMemory(changed)), { parent: join(folder, 'fixture'), model: lab.model });
  try {
    expect(made.size).toBe(changes.length);
    const checks = await checkIngress(testbed, () => {});
    expect(checks.length).toBeGreaterThan(50);
    return checks
      .filter(({ ok }) => !ok)
      .map(({ name }) => name)
      .sort();
  } finally {
    await testbed.stop();
  }
}
