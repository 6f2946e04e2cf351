/** The proof of the backup holds for what is generated, and names what is wrong with a runbook or a job that was changed by hand. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Runbook, RunbookStep } from '../../core/facts/runbooks/runbook.ts';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import { type Rendered, renderLab } from '../../core/pipeline.ts';
import { checkComplete, follow, type ProofRun } from '../../proofs/backup/proof-run.ts';
import { backupObstacle, setUp, tryRunbook } from '../../proofs/backup/prove.ts';
import { type BackupTestbed, startTestbed } from '../../proofs/backup/testbed.ts';
import { filesInMemory } from '../../proofs/files/file-source.ts';
import { recordFiles } from '../../proofs/files/recorded-files.ts';
import { systems } from '../../registry/systems.gen.ts';

const INVENTORY = `
lab: { title: Proof, domain: lab.example.net, recovery: { git: { url: "https://git.example.net/lab.git", kept: on a stick } } }
networks: { apps: { title: Apps, role: apps, cidr: 10.77.20.0/24, gateway: 10.77.20.1 } }
hosts: { one: { title: One, role: Docker host, addresses: { apps: 10.77.20.11 }, docker: {} } }
targets: { disk: { title: Disk, medium: disk, host: one, path: "/mnt/backup disk", device: /dev/disk/by-label/backup } }
repositories: { local: { title: Local, type: restic, target: disk, service: copies, location: "/mnt/backup disk/restic", upkeep: { parts: 2 } } }
policies: { daily: { title: Daily, to: [local], schedule: daily, keep: { last: 3 }, rpo: 24h, rto: 1h } }
services:
  copies:
    title: Copies
    runs-on: one
    secrets: { repository-password: { what: opens it, kept: on paper } }
  notes:
    title: Notes
    runs-on: one
    data:
      - { path: "/srv/notes it's", what: files, backup: daily, quiesce: stop }
      - { path: db, what: database, backup: daily }
    compose:
      services:
        notes: { image: "notes:1", volumes: ["/srv/notes it's:/data"] }
        db:
          image: "postgres:16"
          environment: { POSTGRES_USER: notes, POSTGRES_DB: notes, POSTGRES_PASSWORD_FILE: /etc/hostname }
          volumes: ["db:/var/lib/postgresql/data"]
      volumes: { db: {} }
`;

const obstacle = await backupObstacle();
if (obstacle !== undefined) process.stderr.write(`SKIPPED the proof of the backup: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be run here', () => expect(obstacle).toBeUndefined());

const folder = mkdtempSync(join(tmpdir(), 'rackbook-proof-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rendered(): Promise<Rendered> {
  writeFileSync(join(folder, 'lab.yaml'), INVENTORY);
  const lab = await renderLab(folder, systems);
  if (!lab.ok) throw new Error(JSON.stringify(lab.diagnostics));
  return lab.value;
}

const failures = ({ checks }: Pick<ProofRun, 'checks'>, from = 0) =>
  checks.slice(from).flatMap(({ ok, name, detail }) => (ok ? [] : [`${name}: ${detail}`]));

describe.skipIf(obstacle !== undefined)('the proof of the backup', () => {
  let testbed: BackupTestbed;
  let proofRun: ProofRun;
  let runbooks: readonly Runbook[];
  const runbook = (id: string) =>
    runbooks.find((each) => each.id === id) ??
    (() => {
      throw new Error(`no runbook ${id}`);
    })();

  beforeAll(async () => {
    const { lab, files } = await rendered();
    runbooks = runbooksOf(lab.model);
    testbed = await startTestbed(lab.model, recordFiles(filesInMemory(files)));
    proofRun = await setUp(testbed, () => {});
  }, 180_000);
  afterAll(() => testbed?.stop());

  it('sets up with what is generated', () => {
    expect(failures(proofRun)).toEqual([]);
  });

  it('brings files and database of a service back, as its runbook says', async () => {
    const before = proofRun.checks.length;
    await tryRunbook(proofRun, runbook('restore-service-notes'));
    expect(failures(proofRun, before)).toEqual([]);
    expect(proofRun.checks.slice(before).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['the newest backup, over damaged files: byte for byte', 'the database holds what it held']),
    );
  });

  const MUTATIONS: readonly { what: string; change: (step: RunbookStep & { run: string }) => string; names: RegExp }[] = [
    { what: 'another tag', change: ({ run }) => run.replaceAll('--tag daily', '--tag dayly'), names: /restore/ },
    {
      what: 'another path',
      change: ({ run }) => run.replaceAll(/--include '([^']*)notes/g, "--include '$1nodes"),
      names: /restore|byte for byte/,
    },
  ];
  it.each(MUTATIONS)('fails for $what in a command', async ({ change, names }) => {
    const before = proofRun.checks.length;
    const good = runbook('restore-service-notes');
    const steps = good.steps.map((step) => (step.run === undefined ? step : { ...step, run: change({ ...step, run: step.run }) }));
    expect(steps).not.toEqual(good.steps);
    await tryRunbook(proofRun, { ...good, steps });
    expect(failures(proofRun, before).join('\n')).toMatch(names);
    // What went wrong is put right again by the runbook as it is.
    const machine = await testbed.machine(testbed.model.hosts[0] ?? neverHost());
    const places = ["/srv/notes it's", '/var/lib/docker/volumes/notes_db/_data'].map((path) => `"${path}"`);
    for (const place of places)
      await machine.shell(`[ ! -e ${place}.before ] || { rm -rf ${place}; mv ${place}.before ${place}; }; mkdir -p ${place}`);
    const between = proofRun.checks.length;
    await follow(proofRun, good);
    expect(failures(proofRun, between)).toEqual([]);
  });

  it('fails for a runbook that takes longer than is promised', async () => {
    const before = proofRun.checks.length;
    await follow(proofRun, { ...runbook('restore-file-daily'), rto: 0.001 });
    expect(failures(proofRun, before).join()).toMatch(/done within the promised 0.001 s/);
  });

  it('says so when a command was not run', () => {
    const before = proofRun.checks.length;
    checkComplete(proofRun, [runbook('ransomware')]);
    expect(failures(proofRun, before).join()).toMatch(/runbook ransomware: every command was run: not run: /);
  });
});

const neverHost = (): never => {
  throw new Error('the lab has a host');
};
