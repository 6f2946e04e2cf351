/**
 * One inventory is rendered twice, with harmless texts and with hostile ones in their places. Read back by what reads them, all files
 * say the same, apart from these texts.
 */

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../core/contract.ts';
import { guidesOf } from '../../core/facts/guides.ts';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { systems } from '../../registry/systems.gen.ts';
import { inventory, nearest, replaceAll, TEXTS } from './fill.ts';
import { everyPiece, hostileText } from './hostile-text.ts';
import { readOutput } from './read-output.ts';
import { makeShell, type Shell } from './run-shell.ts';

interface Output {
  readonly model: Model;
  readonly files: ReadonlyMap<string, string>;
}

/** What an inventory gives, without the documentation, whose escapes have separate tests; undefined when it seems to hold a secret. */
function render(data: unknown): Output | undefined {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(data) }], systems);
  if (!loaded.ok && loaded.diagnostics.every(({ code }) => code === 'secret-literal')) return undefined;
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const { model } = loaded.value;
  const made = generate(model, systems, [], readRuntime);
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  const files = made.value.filter(({ generator }) => generator !== 'docs');
  return { model, files: new Map(files.map(({ path, content }) => [path, content])) };
}

/** A fresh folder for each test, which plays the machine: paths of the inventory begin there. */
let folder: string;
let machine: string;
let shell: Shell;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackbook-hostile-'));
  machine = join(folder, 'machine');
  shell = makeShell(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const none = new Map<string, string>();
const fitted = (hostile: readonly string[]) => new Map(TEXTS.map((text, index) => [text.token, nearest(text, hostile[index] ?? '')]));

/** Data with every token replaced. What is ours in a Compose file has its dollars doubled; the fragment says its own. */
function expected(path: string, data: unknown, texts: ReadonlyMap<string, string>): unknown {
  const said = ({ token, kind, native }: (typeof TEXTS)[number]): string => {
    const text = texts.get(token) ?? token;
    if (path.includes('/configs/') && kind === 'literal') return text.replaceAll('$$', '$');
    return path.endsWith('/compose.yaml') && !native ? text.replaceAll('$', '$$$$') : text;
  };
  return replaceAll(data, (value) => TEXTS.reduce((all, text) => all.replaceAll(text.token, () => said(text)), value));
}

/** Runs up.sh where its secret files are; gives what it called, in no order. */
function callsOf(path: string, files: ReadonlyMap<string, string>, data: Record<string, unknown>): string[] {
  rmSync(machine, { recursive: true, force: true });
  for (const secret of secretFiles(data, path.split('/')[2] ?? '')) {
    mkdirSync(dirname(secret), { recursive: true });
    writeFileSync(secret, '');
  }
  const cwd = join(folder, 'run', dirname(path));
  mkdirSync(cwd, { recursive: true });
  const of = (file: string) => files.get(file) ?? '';
  const calls = shell.run(of(path), cwd, of(path.replace(/\.sh$/, '.settings')));
  expect([cwd, machine, folder].filter((place) => existsSync(join(place, 'PWNED')))).toEqual([]);
  return calls.map((words) => JSON.stringify(words)).sort();
}

interface RawLab {
  readonly hosts: Record<string, { docker?: { secrets: string } }>;
  readonly guests: Record<string, { docker?: { secrets: string } }>;
  readonly services: Record<string, { 'runs-on': string; secrets?: object; compose?: { secrets?: Record<string, { file: string }> } }>;
}

/** Where the inventory says that secrets lie, read from its text alone. */
function secretFiles(data: Record<string, unknown>, on: string): string[] {
  const { hosts, guests, services } = data as unknown as RawLab;
  const root = (hosts[on] ?? guests[on])?.docker?.secrets ?? '';
  return Object.entries(services)
    .filter(([, service]) => service['runs-on'] === on)
    .flatMap(([id, { secrets = {}, compose }]) => [
      ...Object.keys(secrets).map((secret) => join(root, id, secret)),
      // A project says itself where some of its own are.
      ...Object.values(compose?.secrets ?? {}).map(({ file }) => file.replaceAll('$$', '$')),
    ]);
}

const HARMLESS = inventory(none, '/machine');
const harmless = render(HARMLESS) as Output;

function check(hostile: readonly string[]): void {
  const texts = fitted(hostile);
  const data = inventory(texts, machine);
  const output = render(data);
  fc.pre(output !== undefined);
  const plain = inventory(none, machine);
  const plainFiles = (render(plain) as Output).files;
  expect([...output.files.keys()]).toEqual([...plainFiles.keys()]);
  for (const [path, content] of output.files) {
    const plainContent = plainFiles.get(path) ?? '';
    if (path.endsWith('/up.sh')) {
      const calls = callsOf(path, plainFiles, plain).map((call) => JSON.stringify(expected(path, JSON.parse(call), texts)));
      expect(callsOf(path, output.files, data), path).toEqual(calls.sort());
    } else if (path.includes('/configs/')) {
      expect(content).toBe(expected(path, plainContent, texts));
      continue;
    } else expect(readOutput(path, content), path).toEqual(expected(path, readOutput(path, plainContent), texts));
    expect(commentsOf(content), path).toBe(commentsOf(plainContent));
    expect(content, path).not.toMatch(UNSEEN);
  }
}

/** No line ends but by a newline, and nothing turns around what a reviewer sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/;
const commentsOf = (content: string) => /^(?:#[^\n]*\n)*/.exec(content)?.[0].split('\n').length;

describe('hostile texts', () => {
  it('stand in every file of a system: the inventory has one of everything', () => {
    const systems = [...harmless.files.keys()].map((path) => path.replace(/^infra\/([^/]+\/[^/]+)\/.*\//, '$1/…/'));
    expect([...new Set(systems)].sort()).toMatchInlineSnapshot(`
      [
        "compose/box/…/compose.yaml",
        "compose/idle/…/compose.yaml",
        "compose/one/…/compose.yaml",
        "compose/one/…/inline",
        "compose/one/…/variable",
        "crowdsec/parsers/…/00-rackbook-tunnel-client.yaml",
        "crowdsec/parsers/…/rackbook-allowlist.yaml",
        "crowdsec/parsers/…/rackbook-containers.yaml",
        "infra/.gitignore",
        "infra/btrbk/btr/btrbk.conf",
        "infra/btrbk/btr/install-check.sh",
        "infra/btrbk/btr/install.settings",
        "infra/btrbk/btr/install.sh",
        "infra/btrbk/btr/rackbook-snapshots.service",
        "infra/btrbk/btr/rackbook-snapshots.timer",
        "infra/cloudflared/config.yml",
        "infra/compose/box/up.settings",
        "infra/compose/box/up.sh",
        "infra/compose/idle/up.settings",
        "infra/compose/idle/up.sh",
        "infra/compose/one/up.settings",
        "infra/compose/one/up.sh",
        "infra/crowdsec/acquis.d/traefik.yaml",
        "infra/crowdsec/bouncer/crowdsec-cloudflare-worker-bouncer.yaml",
        "infra/crowdsec/profiles.yaml",
        "infra/dnsmasq/rackbook.conf",
        "infra/docker/box/daemon.json",
        "infra/docker/idle/daemon.json",
        "infra/docker/one/daemon.json",
        "infra/dumps/idle/complete.sh",
        "infra/dumps/idle/databases.settings",
        "infra/dumps/idle/dump-guests.settings",
        "infra/dumps/idle/dump-guests.sh",
        "infra/dumps/idle/dump.sh",
        "infra/dumps/idle/failed.settings",
        "infra/dumps/idle/failed.sh",
        "infra/dumps/idle/in-mariadb.sh",
        "infra/dumps/idle/install.settings",
        "infra/dumps/idle/install.sh",
        "infra/dumps/idle/job-metrics.sh",
        "infra/dumps/idle/load.sh",
        "infra/dumps/idle/password.sh",
        "infra/dumps/idle/rackbook-dump-failed@.service",
        "infra/dumps/idle/rackbook-dump-guests.service",
        "infra/dumps/idle/rackbook-dump-guests.timer",
        "infra/dumps/one/complete.sh",
        "infra/dumps/one/databases.settings",
        "infra/dumps/one/dump.sh",
        "infra/dumps/one/in-mariadb.sh",
        "infra/dumps/one/in-postgres.sh",
        "infra/dumps/one/load.sh",
        "infra/dumps/one/password.sh",
        "infra/lvm-snapshots/lv/install-check.sh",
        "infra/lvm-snapshots/lv/install.settings",
        "infra/lvm-snapshots/lv/install.sh",
        "infra/lvm-snapshots/lv/rackbook-snapshots.service",
        "infra/lvm-snapshots/lv/rackbook-snapshots.timer",
        "infra/lvm-snapshots/lv/snapshot.settings",
        "infra/lvm-snapshots/lv/snapshot.sh",
        "infra/networkd/router/10-trunk.network",
        "infra/networkd/router/10-wan.network",
        "infra/networkd/router/20-vlan20.netdev",
        "infra/networkd/router/20-vlan20.network",
        "infra/networkd/router/20-vlan40.netdev",
        "infra/networkd/router/20-vlan40.network",
        "infra/networkd/router/90-rackbook-router.conf",
        "infra/networkd/router/apply.settings",
        "infra/networkd/router/apply.sh",
        "infra/nftables/box/apply.sh",
        "infra/nftables/box/rackbook-firewall.service",
        "infra/nftables/box/rackbook.nft",
        "infra/nftables/idle/apply.sh",
        "infra/nftables/idle/rackbook-firewall.service",
        "infra/nftables/idle/rackbook.nft",
        "infra/nftables/one/apply.sh",
        "infra/nftables/one/rackbook-firewall.service",
        "infra/nftables/one/rackbook.nft",
        "infra/nftables/router/apply.sh",
        "infra/nftables/router/rackbook-firewall.service",
        "infra/nftables/router/rackbook.nft",
        "infra/pbs/one/apply.settings",
        "infra/pbs/one/apply.sh",
        "infra/pbs/one/install.settings",
        "infra/pbs/one/install.sh",
        "infra/pbs/one/metrics.settings",
        "infra/pbs/one/metrics.sh",
        "infra/pbs/one/rackbook-pbs-metrics.service",
        "infra/pbs/one/rackbook-pbs-metrics.timer",
        "infra/proxmox/access/access.json",
        "infra/proxmox/access/apply.settings",
        "infra/proxmox/access/apply.sh",
        "infra/proxmox/firewall/101.fw",
        "infra/proxmox/firewall/102.fw",
        "infra/proxmox/firewall/cluster.fw",
        "infra/proxmox/firewall/one.host.fw",
        "infra/restic/btr/away.excludes",
        "infra/restic/btr/away.files",
        "infra/restic/btr/backup-away.settings",
        "infra/restic/btr/backup-away.sh",
        "infra/restic/btr/failed.settings",
        "infra/restic/btr/failed.sh",
        "infra/restic/btr/freeze-btrbk.sh",
        "infra/restic/btr/freeze.sh",
        "infra/restic/btr/install-check.sh",
        "infra/restic/btr/install.settings",
        "infra/restic/btr/install.sh",
        "infra/restic/btr/job-metrics.sh",
        "infra/restic/btr/job.settings",
        "infra/restic/btr/job.sh",
        "infra/restic/btr/rackbook-backup-away.service",
        "infra/restic/btr/rackbook-backup-away.timer",
        "infra/restic/btr/rackbook-failed@.service",
        "infra/restic/btr/remote.env",
        "infra/restic/btr/remote.sh",
        "infra/restic/lv/away.excludes",
        "infra/restic/lv/away.files",
        "infra/restic/lv/backup-away.settings",
        "infra/restic/lv/backup-away.sh",
        "infra/restic/lv/failed.settings",
        "infra/restic/lv/failed.sh",
        "infra/restic/lv/freeze-lvm.sh",
        "infra/restic/lv/freeze.sh",
        "infra/restic/lv/install-check.sh",
        "infra/restic/lv/install.settings",
        "infra/restic/lv/install.sh",
        "infra/restic/lv/job-metrics.sh",
        "infra/restic/lv/job.settings",
        "infra/restic/lv/job.sh",
        "infra/restic/lv/rackbook-backup-away.service",
        "infra/restic/lv/rackbook-backup-away.timer",
        "infra/restic/lv/rackbook-failed@.service",
        "infra/restic/lv/remote.env",
        "infra/restic/lv/remote.sh",
        "infra/restic/one/backup-daily.settings",
        "infra/restic/one/backup-daily.sh",
        "infra/restic/one/check-local.settings",
        "infra/restic/one/check-local.sh",
        "infra/restic/one/check-remote.settings",
        "infra/restic/one/check-remote.sh",
        "infra/restic/one/daily.excludes",
        "infra/restic/one/daily.files",
        "infra/restic/one/failed.settings",
        "infra/restic/one/failed.sh",
        "infra/restic/one/freeze.sh",
        "infra/restic/one/install-check.sh",
        "infra/restic/one/install.settings",
        "infra/restic/one/install.sh",
        "infra/restic/one/job-metrics.sh",
        "infra/restic/one/job.settings",
        "infra/restic/one/job.sh",
        "infra/restic/one/local.env",
        "infra/restic/one/local.sh",
        "infra/restic/one/prune-local.settings",
        "infra/restic/one/prune-local.sh",
        "infra/restic/one/prune-remote.settings",
        "infra/restic/one/prune-remote.sh",
        "infra/restic/one/rackbook-backup-daily.service",
        "infra/restic/one/rackbook-backup-daily.timer",
        "infra/restic/one/rackbook-check-local.service",
        "infra/restic/one/rackbook-check-local.timer",
        "infra/restic/one/rackbook-check-remote.service",
        "infra/restic/one/rackbook-check-remote.timer",
        "infra/restic/one/rackbook-failed@.service",
        "infra/restic/one/rackbook-prune-local.service",
        "infra/restic/one/rackbook-prune-local.timer",
        "infra/restic/one/rackbook-prune-remote.service",
        "infra/restic/one/rackbook-prune-remote.timer",
        "infra/restic/one/rackbook-restore-test-local.service",
        "infra/restic/one/rackbook-restore-test-local.timer",
        "infra/restic/one/rackbook-restore-test-remote.service",
        "infra/restic/one/rackbook-restore-test-remote.timer",
        "infra/restic/one/rackbook-start-again-daily.service",
        "infra/restic/one/rackbook-start-again-daily.timer",
        "infra/restic/one/remote.env",
        "infra/restic/one/remote.sh",
        "infra/restic/one/restore-test-local.settings",
        "infra/restic/one/restore-test-local.sh",
        "infra/restic/one/restore-test-remote.settings",
        "infra/restic/one/restore-test-remote.sh",
        "infra/restic/one/upkeep.sh",
        "infra/restic/zfs/away.excludes",
        "infra/restic/zfs/away.files",
        "infra/restic/zfs/backup-away.settings",
        "infra/restic/zfs/backup-away.sh",
        "infra/restic/zfs/failed.settings",
        "infra/restic/zfs/failed.sh",
        "infra/restic/zfs/freeze-sanoid.sh",
        "infra/restic/zfs/freeze.sh",
        "infra/restic/zfs/install-check.sh",
        "infra/restic/zfs/install.settings",
        "infra/restic/zfs/install.sh",
        "infra/restic/zfs/job-metrics.sh",
        "infra/restic/zfs/job.settings",
        "infra/restic/zfs/job.sh",
        "infra/restic/zfs/rackbook-backup-away.service",
        "infra/restic/zfs/rackbook-backup-away.timer",
        "infra/restic/zfs/rackbook-failed@.service",
        "infra/restic/zfs/remote.env",
        "infra/restic/zfs/remote.sh",
        "infra/sanoid/zfs/install.settings",
        "infra/sanoid/zfs/install.sh",
        "infra/sanoid/zfs/sanoid.conf",
        "infra/terraform/cloudflare/access.tf",
        "infra/terraform/cloudflare/cloudflare.auto.tfvars",
        "infra/terraform/cloudflare/dns.tf",
        "infra/terraform/cloudflare/outputs.tf",
        "infra/terraform/cloudflare/variables.tf",
        "infra/terraform/cloudflare/versions.tf",
        "infra/terraform/proxmox/guest-idle.tf",
        "infra/terraform/proxmox/versions.tf",
        "infra/traefik/dynamic/crowdsec.yaml",
        "infra/traefik/dynamic/middlewares.yaml",
        "infra/traefik/dynamic/service-far.yaml",
        "infra/traefik/dynamic/tls.yaml",
        "infra/traefik/traefik.yaml",
        "infra/vzdump/one/apply.settings",
        "infra/vzdump/one/apply.sh",
        "infra/vzdump/one/jobs.json",
      ]
    `);
    const all = [...harmless.files.values()].join('');
    const said = TEXTS.filter(({ token }) => all.includes(token));
    expect(said.length).toBeGreaterThan(70);
    expect(TEXTS.filter(({ native, token }) => native && !all.includes(token) && !isPlanned(token))).toEqual([]);
  });

  it.each([0, 11, 23, 41, 59, 71, 83, 97])('come out as they are: every piece, dealt out again (%i)', (shift) =>
    check(everyPiece(TEXTS.length, shift)),
  );

  it('come out as they are, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: TEXTS.length, maxLength: TEXTS.length, size: 'max' }), (hostile) => check(hostile)),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);

  it('are single words of the commands that guides tell people to run', () => {
    const texts = fitted(everyPiece(TEXTS.length, 5));
    const run = (data: unknown) => {
      const output = render(data) as Output;
      const commands = guidesOf(output.model).flatMap(({ steps }) => steps.map((step) => step.run));
      expect(commands.length).toBeGreaterThan(5);
      return shell.run(`${commands.join('\n')}\n`, folder);
    };
    const plain = run(inventory(none, machine));
    expect(run(inventory(texts, machine))).toEqual(expected('', plain, texts));
    expect(JSON.stringify(plain)).toContain('qZ');
  });
});

function isPlanned(token: string): boolean {
  const { services } = HARMLESS as { services: { later: unknown } };
  return JSON.stringify(services.later).includes(token);
}
