/** What the proofs put on their machines is what their records are of: a change of any of it, wherever it is made, makes a record stale. */

import { describe, expect, test } from 'vitest';
import type { Model } from '../core/contract.ts';
import { generate } from '../core/generate.ts';
import { loadSources } from '../core/load.ts';
import { readRuntime } from '../core/read-runtime.ts';
import { systems } from '../registry/systems.gen.ts';
import { fixtureFiles } from './backup/fixture.ts';
import { missingOnPage } from './backup/runbook-page.ts';
import { changesSince } from './files/changes-since.ts';
import { filesInMemory } from './files/file-source.ts';
import { type RecordedFiles, recordFiles } from './files/recorded-files.ts';
import { ingressFiles } from './ingress/fixture.ts';
import { networkProof } from './network/prove.ts';

const INVENTORY = `
lab: { title: Reads, domain: lab.example.net, ingress: traefik, router: { trunk: lan0, wan: wan0 } }
networks:
  apps: { title: Apps, role: apps, vlan: 20, cidr: 10.77.20.0/24, gateway: 10.77.20.1 }
  dmz: { title: DMZ, role: dmz, vlan: 30, cidr: 10.77.30.0/24, gateway: 10.77.30.1 }
hosts:
  one: { title: One, role: Docker host, uplink: eno1, addresses: { apps: 10.77.20.11, dmz: 10.77.30.11 }, docker: {} }
  two: { title: Two, role: Docker host, addresses: { apps: 10.77.20.12 }, docker: {} }
targets: { disk: { title: Disk, medium: disk, host: one, path: /mnt/disk, device: /dev/disk/by-label/disk } }
repositories: { local: { title: Local, type: restic, target: disk, service: copies, location: /mnt/disk/restic } }
policies: { daily: { title: Daily, to: [local], schedule: daily, keep: { last: 3 }, rpo: 24h, rto: 1h } }
services:
  copies:
    title: Copies
    runs-on: one
    secrets: { repository-password: { what: opens it, kept: on paper } }
    data: [{ path: /srv/files, what: files, backup: daily }]
  traefik:
    title: Traefik
    runs-on: one
    docker-api: { allow: [containers, events, networks] }
    compose:
      services:
        traefik:
          image: "traefik:v3.6.24"
          ports: ["10.77.20.11:80:80", "10.77.20.11:443:443"]
          volumes: ["../../../traefik/traefik.yaml:/etc/traefik/traefik.yaml:ro", "../../../traefik/dynamic:/etc/traefik/dynamic:ro"]
          tmpfs: [/tmp, /acme]
  site:
    title: Site
    runs-on: one
    expose: [{ host: site, port: 8080, to: [lan], open: a public site }]
    compose: { services: { site: { image: "site:1" } } }
`;

const loaded = loadSources([{ path: 'inventory/lab.yaml', text: INVENTORY }], systems);
const made = loaded.ok ? generate(loaded.value.model, systems, [], readRuntime) : loaded;
if (!loaded.ok || !made.ok) throw new Error(JSON.stringify(made));
const { model } = loaded.value;
const generated = made.value.map(({ path, content }) => ({ path, content }));
const host = (id: string) => model.hosts.find((each) => each.id === id)!;

/** What a proof takes from its files before it starts anything, and which paths it then has. */
const PROOFS = {
  backup: (files: RecordedFiles) => fixtureFiles(files, host('one')),
  ingress: (files: RecordedFiles) => ingressFiles(files, model),
} as const;

function stale(proof: keyof typeof PROOFS, now: readonly { path: string; content: string }[]): string[] {
  const files = recordFiles(filesInMemory(generated));
  PROOFS[proof](files);
  return changesSince(files.reads(), filesInMemory(now)).map(({ path }) => path);
}

const withLine = (edited: string) => {
  expect(generated.map(({ path }) => path)).toContain(edited);
  return generated.map(({ path, content }) => ({ path, content: path === edited ? `${content}# one line more\n` : content }));
};

describe('a record is stale when a line is added to', () => {
  test.each([
    ['backup', 'infra/nftables/one/apply.sh'],
    ['backup', 'infra/docker/one/daemon.json'],
    ['backup', 'infra/traefik/dynamic/middlewares.yaml'],
    ['ingress', 'infra/networkd/one/20-vlan30.network'],
    ['ingress', 'infra/docker/one/daemon.json'],
    ['ingress', 'infra/traefik/traefik.yaml'],
  ] as const)('what the proof of the %s uses: %s', (proof, path) => {
    const edited = generated.some((file) => file.path === path)
      ? path
      : generated.find((file) => file.path.startsWith('infra/traefik/dynamic/'))!.path;
    expect(stale(proof, withLine(edited))).toEqual([edited]);
  });

  test.each(['backup', 'ingress'] as const)('any file at all that the proof of the %s has in its testbed', (proof) => {
    const files = recordFiles(filesInMemory(generated));
    const used = PROOFS[proof](files).map(({ path }) => path);
    expect(used.length).toBeGreaterThan(10);
    expect(files.reads().read.map(({ path }) => path)).toEqual(used.toSorted());
    for (const path of used) expect(stale(proof, withLine(path))).toEqual([path]);
  });
});

test('a file that is added to those of a machine makes a record stale', () => {
  const added = (path: string) => [...generated, { path, content: 'new\n' }];
  for (const path of ['infra/restic/one/extra.sh', 'infra/later/one/any', 'infra/traefik/dynamic/more.yaml'])
    expect(stale('backup', added(path)), path).toEqual([path]);
  for (const path of ['infra/networkd/one/30-more.network', 'infra/compose/one/app/compose.yaml'])
    expect(stale('ingress', added(path)), path).toEqual([path]);
});

test('what belongs to another machine or another proof makes none stale', () => {
  const others = generated.filter(({ path }) => /^infra\/[^/]+\/two\/|^infra\/nftables\/router\/|^src\//.test(path));
  expect(others.length).toBeGreaterThan(5);
  for (const { path } of others) expect(stale('backup', withLine(path)), path).toEqual([]);
  expect(stale('ingress', withLine('infra/restic/one/job.sh'))).toEqual([]);
  expect(stale('ingress', [...generated, { path: 'infra/compose/two/extra', content: '' }])).toEqual([]);
});

test('a machine has of the repository what is on the record, and no more', () => {
  const paths = fixtureFiles(recordFiles(filesInMemory(generated)), host('two')).map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) expect(path).toMatch(/^infra\/[^/]+\/two\//);
});

test('the proof of the network reads its ruleset before it says that there is nothing to prove', () => {
  const without = recordFiles(filesInMemory([]));
  expect(networkProof.nothing(model, without)).toMatch(/^nothing here runs /);
  expect(without.reads().folders).toEqual(['infra/nftables/router/rackbook.nft']);
  expect(networkProof.nothing(model, recordFiles(filesInMemory(generated)))).toBeUndefined();
  expect(networkProof.nothing({ ...model, lab: withoutRouter(model) }, without)).toBe('the lab has no router');
});

function withoutRouter({ lab: { router: _router, ...lab } }: Model): Model['lab'] {
  return lab;
}

test('every command that the proof runs stands on the page of its runbook, and one that was edited there does not', async () => {
  const { runbooksOf } = await import('../core/facts/runbooks/runbooks.ts');
  const runbooks = runbooksOf(model);
  expect(runbooks.length).toBeGreaterThan(3);
  for (const runbook of runbooks) expect(missingOnPage(recordFiles(filesInMemory(generated)), runbook), runbook.id).toEqual([]);
  const page = 'src/content/lab/runbooks/backup-failed-one.md';
  const edited = generated.map((file) =>
    file.path === page ? { ...file, content: file.content.replace('systemctl list-units', 'systemctl list-unit') } : file,
  );
  const failed = runbooks.find(({ id }) => id === 'backup-failed-one')!;
  expect(missingOnPage(recordFiles(filesInMemory(edited)), failed).length).toBe(1);
});
