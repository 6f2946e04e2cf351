/** Files that no lab of the tests makes: the program takes a small good one, and refuses it with one fault. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { System } from '../../core/contract.ts';
import { type ToolId, toolOf } from '../../registry/catalog.ts';
import { judges } from '../../registry/judges.ts';
import { findTool, isMissing } from '../../tools/find.ts';
import { repository } from '../../tools/places.ts';
import { isInstallable } from '../../tools/tool.ts';
import { type VerifyRow, verifyFiles } from '../../tools/verify/verify-files.ts';

const TUNNEL = 'infra/cloudflared/config.yml';
const PROFILES = 'infra/crowdsec/profiles.yaml';
const LOCAL = 'infra/crowdsec/config.yaml.local';

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
  [PROFILES]: `name: ban
filters:
  - Alert.Remediation == true && Alert.GetScope() == "Ip"
decisions:
  - type: ban
    duration: 4h
on_success: break
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
};

const TOOLS: readonly { readonly tool: ToolId; readonly paths: readonly string[] }[] = [{ tool: 'crowdsec', paths: [PROFILES, LOCAL] }];

/** One fault each. */
const MUTATIONS: readonly { path: string; what: string; from: string; to: string }[] = [
  { path: PROFILES, what: 'a duration in days', from: '4h', to: '4d' },
  { path: LOCAL, what: 'a key that does not exist', from: 'listen_uri', to: 'listen_url' },
  { path: LOCAL, what: 'YAML that does not parse', from: 'api:', to: 'api: [' },
  { path: LOCAL, what: 'a bad network', from: '- 127.0.0.1', to: '- 127.0.0.x' },
];

let root: string;
beforeAll(() => {
  mkdirSync(join(repository, '.rackbook'), { recursive: true });
  root = mkdtempSync(join(repository, '.rackbook', 'accept-'));
  for (const [path, content] of Object.entries(GOOD)) write(path, content);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(TOOLS)('$tool', ({ tool, paths }) => {
  it('takes good files', async (context) => {
    await mustBeThere(tool, context);
    const rows = await verify(tool, paths);
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
      const rows = await verify(tool, paths);
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

function verify(tool: ToolId, paths: readonly string[]): Promise<readonly VerifyRow[]> {
  const system: System = { id: 'traefik', title: 'Sample', accept: [{ tool, match: /./, argv: () => [] }] };
  const files = paths.map((path) => ({ path, content: GOOD[path] ?? '', generator: 'traefik', about: [], mode: 0o644 as const }));
  return verifyFiles(root, files, [system], judges);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
