/**
 * A machine with a foot in two networks answers through the one that it was asked in: with the generated files of systemd-networkd and the
 * mark of the generated firewall, and not without one of them. The router between them remembers conversations, as every firewall does.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { renderLab } from '../../core/pipeline.ts';
import { filesInMemory } from '../../proofs/files/file-source.ts';
import { recordFiles } from '../../proofs/files/recorded-files.ts';
import { ingressObstacle, startTestbed } from '../../proofs/ingress/testbed.ts';
import { systems } from '../../registry/systems.gen.ts';
import { startClient } from '../../testbed/topology/client.ts';

const INVENTORY = `
lab: { title: Return, domain: lab.example.net, router: { trunk: lan0 } }
networks:
  apps: { title: Apps, role: apps, vlan: 20, cidr: 10.78.20.0/24, gateway: 10.78.20.1 }
  dmz: { title: DMZ, role: dmz, vlan: 30, cidr: 10.78.30.0/24, gateway: 10.78.30.1 }
hosts:
  one: { title: One, role: Docker host, addresses: { apps: 10.78.20.11, dmz: 10.78.30.11 }, uplink: eno1, docker: {} }
services:
  web:
    title: Web
    runs-on: one
    network: dmz
    ports: [{ port: 8080, what: page }]
    health: { http: /, port: 8080 }
    compose: { services: { web: { image: "web:1", expose: ["8080"], ports: ["10.78.30.11:8080:8080"] } } }
`;

const obstacle = await ingressObstacle();
const strict = process.env['CI'] === 'true';
if (obstacle !== undefined) process.stderr.write(`SKIPPED tests/accept/return-path.test.ts: ${obstacle}\n`);
it.runIf(obstacle !== undefined && strict)('return paths can be tried in CI', () => expect(obstacle).toBeUndefined());

const folder = mkdtempSync(join(tmpdir(), 'rackbook-return-'));
writeFileSync(join(folder, 'lab.yaml'), INVENTORY);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(obstacle !== undefined)('a container that is asked from another network of its machine', () => {
  it('answers through the router', async () => {
    expect(await statusOf((_, content) => content)).toBe(200);
  }, 120_000);

  it('does not without the mark of the firewall', async () => {
    expect(
      await statusOf((path, content) => (path.endsWith('one/rackbook.nft') ? without(content, /.*ct mark set ip daddr map.*\n/) : content)),
    ).toBe('ETIMEDOUT');
  }, 120_000);

  it('does not without the routing rules', async () => {
    expect(
      await statusOf((path, content) =>
        path.endsWith('one/20-vlan30.network') ? without(content, /FirewallMark=1030/, 'FirewallMark=1') : content,
      ),
    ).toBe('ETIMEDOUT');
  }, 120_000);
});

function without(text: string, what: RegExp, instead = ''): string {
  const changed = text.replace(what, instead);
  if (changed === text) throw new Error(`nothing in the file is like ${what}`);
  return changed;
}

/** What a client in the apps network gets from the service in the DMZ, on a stack with a change. */
async function statusOf(mutate: (path: string, content: string) => string): Promise<number | string> {
  const rendered = await renderLab(folder, systems);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
  const { lab, files } = rendered.value;
  const changed = files.map((file) => ({ ...file, content: mutate(file.path, file.content) }));
  const running = await startTestbed(recordFiles(filesInMemory(changed)), { parent: join(folder, 'fixture'), model: lab.model });
  try {
    const visitor = running.visitors.find(({ network }) => network.id === 'apps')!;
    const client = await startClient(running.topology.node(visitor.id).enter);
    try {
      const answer = await client.request({ url: 'http://10.78.30.11:8080/', timeoutMs: 3_000 });
      return 'status' in answer ? answer.status : answer.error;
    } finally {
      await client.stop();
    }
  } finally {
    await running.stop();
  }
}
