/** The programs behind the way in from the Internet: each takes a small good file and refuses it with one fault. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Acceptance, System } from '../../core/contract.ts';
import { type ToolId, toolOf } from '../../registry/catalog.ts';
import { judges } from '../../registry/judges.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { repository } from '../../tools/places.ts';
import { isInstallable } from '../../tools/tool.ts';
import { type VerifyRow, verifyFiles } from '../../tools/verify/verify-files.ts';

const TUNNEL = 'infra/cloudflared/config.yml';
const ACQUISITION = 'infra/crowdsec/acquis.d/traefik.yaml';
const CONTAINER = 'infra/crowdsec/acquis.d/container.yaml';
const PROFILES = 'infra/crowdsec/profiles.yaml';
const WHITELIST = 'infra/crowdsec/parsers/s02-enrich/own.yaml';
const LOCAL = 'infra/crowdsec/config.yaml.local';
const STATIC = 'infra/traefik/traefik.yaml';
const BOUNCER = 'infra/traefik/dynamic/bouncer.yaml';
const HCL = 'infra/terraform/cloudflare/main.tf';

const GOOD: Readonly<Record<string, string>> = {
  [TUNNEL]: `tunnel: 6ff42ae2-765d-4adf-8112-31c55c1551ef
credentials-file: /run/secrets/tunnel
no-autoupdate: true
ingress:
  - hostname: media.lab.example.net
    service: https://traefik:8443
    originRequest:
      originServerName: media.lab.example.net
  - hostname: photos.lab.example.net
    service: https://traefik:8443
  - service: http_status:404
`,
  [ACQUISITION]: 'filenames:\n  - /var/log/traefik/access.log\nlabels:\n  type: traefik\n',
  [CONTAINER]: 'source: docker\ndocker_host: tcp://docker-proxy:2375\ncontainer_name: [proxy-web-1]\nlabels:\n  type: traefik\n',
  [PROFILES]: `name: ban
filters:
  - Alert.Remediation == true && Alert.GetScope() == "Ip"
decisions:
  - type: ban
    duration: 4h
on_success: break
`,
  [WHITELIST]: `name: lab/own
description: What is ours is never banned
whitelist:
  reason: ours
  cidr:
    - 10.0.0.0/8
`,
  [LOCAL]: `db_config:
  db_path: /var/lib/crowdsec/data/crowdsec.db
  use_wal: true
api:
  server:
    listen_uri: 0.0.0.0:8080
    trusted_ips:
      - 127.0.0.1
`,
  [STATIC]: `entryPoints:
  tunnel:
    address: :8443
    http:
      middlewares:
        - crowdsec@file
providers:
  file:
    directory: /etc/traefik/dynamic
experimental:
  plugins:
    crowdsec:
      moduleName: github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin
      version: v1.7.1
`,
  [BOUNCER]: `http:
  routers:
    media:
      rule: Host(\`media.lab.example.net\`)
      service: media
  services:
    media:
      loadBalancer:
        servers:
          - url: http://127.0.0.1:9
  middlewares:
    crowdsec:
      plugin:
        crowdsec:
          enabled: true
          crowdsecMode: stream
          crowdsecLapiHost: crowdsec:8080
          crowdsecLapiKeyFile: /run/secrets/bouncer
          updateMaxFailure: -1
          forwardedHeadersTrustedIPs:
            - 10.30.0.0/24
`,
  [HCL]: 'resource "cloudflare_dns_record" "media" {\n  name = "media"\n  type = "CNAME"\n}\n',
};

const TOOLS: readonly { readonly tool: ToolId; readonly paths: readonly string[]; readonly argv?: Acceptance['argv'] }[] = [
  { tool: 'cloudflared', paths: [TUNNEL] },
  { tool: 'crowdsec', paths: [ACQUISITION, CONTAINER, PROFILES, WHITELIST, LOCAL] },
  { tool: 'traefik', paths: [STATIC, BOUNCER] },
  { tool: 'terraform', paths: [HCL], argv: (path) => ['fmt', '-check', '-diff', path] },
];

/** One fault each; what the programs themselves let through and the checker must catch is marked as ours. */
const MUTATIONS: readonly { path: string; what: string; from: string; to: string }[] = [
  { path: TUNNEL, what: 'no last rule for the rest', from: '  - service: http_status:404\n', to: '' },
  { path: TUNNEL, what: 'a service without a scheme', from: 'https://traefik', to: 'traefik' },
  { path: TUNNEL, what: 'a misspelt key of a rule (ours)', from: 'originServerName', to: 'originServerNam' },
  { path: TUNNEL, what: 'a misspelt key at the top (ours)', from: 'no-autoupdate', to: 'no-autoupdat' },
  { path: TUNNEL, what: 'a rule that an earlier one hides (ours)', from: 'hostname: photos', to: 'hostname: media' },
  { path: TUNNEL, what: 'another answer to the rest (ours)', from: 'http_status:404', to: 'http_status:200' },
  { path: ACQUISITION, what: 'a key that does not exist', from: 'filenames:', to: 'filenames_:' },
  { path: ACQUISITION, what: 'an unknown source', from: 'filenames:\n  - /var/log/traefik/access.log', to: 'source: nosuch' },
  { path: ACQUISITION, what: 'no labels', from: 'labels:\n  type: traefik\n', to: '' },
  { path: ACQUISITION, what: 'YAML that does not parse', from: 'labels:', to: 'labels: [' },
  { path: CONTAINER, what: 'a key that does not exist', from: 'container_name:', to: 'container_names:' },
  { path: CONTAINER, what: 'an Engine without an address', from: 'tcp://docker-proxy:2375', to: 'docker-proxy' },
  { path: PROFILES, what: 'a duration in days', from: '4h', to: '4d' },
  { path: PROFILES, what: 'a filter that does not compile', from: '==', to: '=' },
  { path: PROFILES, what: 'a filter on an unknown field', from: 'Alert.Remediation', to: 'Alert.Remediaton' },
  { path: PROFILES, what: 'a key that does not exist', from: 'duration', to: 'duratio' },
  { path: WHITELIST, what: 'a bad network', from: '10.0.0.0/8', to: '10.0.0.0/88' },
  { path: WHITELIST, what: 'a key that does not exist', from: 'cidr', to: 'cidrs' },
  { path: WHITELIST, what: 'nothing in it (ours)', from: GOOD[WHITELIST] ?? '', to: '' },
  { path: LOCAL, what: 'a key that does not exist', from: 'listen_uri', to: 'listen_url' },
  { path: LOCAL, what: 'YAML that does not parse', from: 'api:', to: 'api: [' },
  { path: LOCAL, what: 'a bad network', from: '- 127.0.0.1', to: '- 127.0.0.x' },
  { path: BOUNCER, what: 'an unknown option of the plugin (ours)', from: 'updateMaxFailure', to: 'updateMaxFailures' },
  { path: BOUNCER, what: 'an unknown mode of the plugin', from: 'stream', to: 'streem' },
  { path: BOUNCER, what: 'a bad network for the plugin', from: '10.30.0.0/24', to: '10.30.0.0/99' },
  { path: BOUNCER, what: 'no key for the plugin', from: '          crowdsecLapiKeyFile: /run/secrets/bouncer\n', to: '' },
  { path: HCL, what: 'another layout', from: 'name = ', to: 'name= ' },
  { path: HCL, what: 'an open brace', from: '}', to: '' },
];

let root: string;
beforeAll(() => {
  mkdirSync(join(repository, '.rackbook'), { recursive: true });
  root = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  for (const [path, content] of Object.entries(GOOD)) write(path, content);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(TOOLS)('$tool', ({ tool, paths, argv }) => {
  it('takes good files', async (context) => {
    await mustBeThere(tool, context);
    const rows = await verify(tool, paths, argv);
    expect(rows.map(({ path, verdict, detail }) => ({ path, verdict, detail: verdict === 'taken' ? '' : detail }))).toEqual(
      [...paths].sort().map((path) => ({ path, verdict: 'taken', detail: '' })),
    );
  });

  it.for(MUTATIONS.filter(({ path }) => paths.includes(path)))('refuses $path with $what, and only that', async (mutation, context) => {
    await mustBeThere(tool, context);
    const { path, from, to } = mutation;
    const good = GOOD[path] ?? '';
    const mutated = good.replace(from, to);
    expect(mutated).not.toBe(good);
    write(path, mutated);
    try {
      const rows = await verify(tool, paths, argv);
      expect(rows.filter(({ verdict }) => verdict === 'refused').map((row) => row.path)).toEqual([path]);
    } finally {
      write(path, good);
    }
  });
});

it('tells how many hostnames cloudflared knows', async (context) => {
  await mustBeThere('cloudflared', context);
  const rows = await verify('cloudflared', [TUNNEL]);
  expect(rows[0]?.detail).toBe('2 hostnames');
});

async function mustBeThere(tool: ToolId, context: TestContext): Promise<void> {
  const found = await findTool(toolOf(tool));
  if (!isMissing(found)) return;
  process.stderr.write(`SKIPPED ${tool}: ${found.missing}\n`);
  if (process.env['CI'] !== 'true' || !isInstallable(toolOf(tool))) context.skip(found.missing);
}

function verify(tool: ToolId, paths: readonly string[], argv: Acceptance['argv'] = () => []): Promise<readonly VerifyRow[]> {
  const system: System = { id: 'traefik', title: 'Sample', accept: [{ tool, match: /./, argv }] };
  const files = paths.map((path) => ({ path, content: GOOD[path] ?? '', generator: 'traefik', about: [], mode: 0o644 as const }));
  return verifyFiles(root, files, [system], judges);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
