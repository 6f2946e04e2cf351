import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCollectors } from '../../core/collect/run-collectors.ts';
import { repositoryFiles } from '../../core/collect/system-io.ts';
import type { Snapshot } from '../../core/contract.ts';
import { loadSources } from '../../core/load.ts';
import type { Ledger } from '../../core/plan/ledger.ts';
import { words } from '../../lib/phrase/words.ts';
import { systems } from '../../registry/systems.gen.ts';
import collector from './collector.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const AT = '2026-11-02T09:00:00Z';
const COMMIT = 'a'.repeat(40);
const SHA = 'b'.repeat(64);

const lab = (ansible: string) => `
lab: { title: Test, domain: lab.example.net }
systems: { ${ansible} }
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts:
  one: { title: One, role: Containers, os: Debian 13, docker: {}, addresses: { apps: 10.2.20.11 } }
services:
  notes: { title: Notes, runs-on: one, compose: { services: { notes: { image: "notes:1" } } } }
`;
const KEYS = 'ansible: { keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKmLw6eHGFFRT9DfYV48KfoE7HW463GnmcjZs9UNxglr me"] }';

function modelOf(ansible: string) {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: lab(ansible) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return loaded.value.model;
}

const PATH = 'infra/compose/one/notes/compose.yaml';
const ledger: Ledger = new Map([[PATH, { sha256: SHA, generator: 'compose' }]]);
const line = (sha: string) => `/opt/rackbook/${PATH} ${sha} 0644`;
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

const folder = () => mkdtempSync(join(tmpdir(), 'rackbook-deployed-'));

async function collect(record: unknown, { ansible = KEYS, root = folder(), owned = ledger } = {}): Promise<Snapshot> {
  mkdirSync(join(root, '.rackbook/deployed'), { recursive: true });
  const file = join(root, '.rackbook/deployed/one.json');
  if (record !== undefined) writeFileSync(file, typeof record === 'string' ? record : JSON.stringify(record));
  return runCollectors([collector], modelOf(ansible), {
    now: () => NOW,
    route: (host, port) => ({ host, port }),
    localAddresses: [],
    demo: false,
    repository: { ...repositoryFiles(root), ledger: () => owned },
  });
}

const record = (entries: Record<string, unknown>) => ({ schema: 'rackbook/deployed/1', machine: 'one', deployed: entries });
const notes = (more: Record<string, unknown>) =>
  record({ 'stack-notes': { commit: COMMIT, at: AT, whole: true, digest: digest(line(SHA)), ...more } });

const of = ({ observations }: Snapshot, subject: string) => {
  const found = observations.find((each) => each.subject === subject);
  return found && [found.state, words(found.message ?? '', NOW), found.at, found.revision];
};

describe('what was deployed', () => {
  it('is as declared when the files are the same', async () => {
    const snapshot = await collect(notes({}));
    expect(of(snapshot, 'service:notes')).toEqual(['up', `Deployed 3 hours ago from ${'a'.repeat(12)}`, AT, COMMIT]);
    expect(snapshot.drift).toEqual([]);
    expect(snapshot.sources).toMatchObject([{ id: 'deployed:one', ok: true }]);
  });

  it('differs when its files have changed, and not for another commit', async () => {
    const snapshot = await collect(notes({ digest: digest(line('c'.repeat(64))) }));
    expect(of(snapshot, 'service:notes')?.[0]).toBe('degraded');
    expect(snapshot.drift).toMatchObject([{ subject: 'service:notes', kind: 'files' }]);
    const other = await collect(notes({ commit: 'd'.repeat(40) }));
    expect(other.drift).toEqual([]);
  });

  it('needs attention when it was not finished', async () => {
    const snapshot = await collect(notes({ whole: false, digest: null }));
    expect(of(snapshot, 'service:notes')?.slice(0, 2)).toEqual(['degraded', 'A deploy of it was not finished']);
  });

  it.each([
    ['there is no record', undefined],
    ['the record does not name it', record({})],
    ['the record has no digest', notes({ digest: null })],
  ])('is unknown when %s', async (_, given) => {
    expect(of(await collect(given), 'service:notes')?.[0]).toBe('unknown');
  });

  it('is unknown when a person has taken a file over', async () => {
    const owned: Ledger = new Map([[PATH, { released: true, generator: 'compose' }]]);
    const snapshot = await collect(notes({}), { owned });
    expect([of(snapshot, 'service:notes')?.[0], snapshot.drift]).toEqual(['unknown', []]);
  });

  it('is told where nothing declares it any more', async () => {
    const snapshot = await collect(
      record({
        'stack-old': { commit: null, at: null, whole: true, digest: null },
        secrets: { commit: null, at: null, whole: true, digest: null },
      }),
    );
    expect(snapshot.drift).toMatchObject([{ subject: 'host:one', kind: 'undeclared', actual: 'stack-old' }]);
  });

  it('is nothing in a lab that does not use playbooks', async () => {
    const snapshot = await collect(notes({}), { ansible: '' });
    expect([snapshot.sources, snapshot.observations, snapshot.drift]).toEqual([[], [], []]);
  });
});

describe('a record', () => {
  it.each([
    ['no JSON', '{'],
    ['of another schema', { ...notes({}), schema: 'rackbook/deployed/9' }],
    ['of another machine', { ...notes({}), machine: 'two' }],
    ['with a commit that is none', notes({ commit: '<script>' })],
    ['with a name that is none', record({ '../x': { commit: null, at: null, whole: true } })],
    ['with a key that nobody knows', notes({ more: 1 })],
    ['that is too large', ' '.repeat(2 * 1024 * 1024)],
  ])('that is %s is refused, and nothing is known by it', async (_, given) => {
    const snapshot = await collect(given);
    expect(snapshot.sources).toMatchObject([{ ok: false }]);
    expect(snapshot.observations).toEqual([]);
  });

  it('that is a link, or lies below one, is not followed', async () => {
    const [root, elsewhere] = [folder(), folder()];
    writeFileSync(join(elsewhere, 'one.json'), JSON.stringify(notes({})));
    mkdirSync(join(root, '.rackbook/deployed'), { recursive: true });
    symlinkSync(join(elsewhere, 'one.json'), join(root, '.rackbook/deployed/one.json'));
    expect((await collect(undefined, { root })).sources).toMatchObject([{ ok: false, error: '.rackbook/deployed/one.json is a link.' }]);
  });
});
