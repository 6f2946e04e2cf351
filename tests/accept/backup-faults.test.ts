/** The proof of the backup notices a job that calls a failure a success. That it is content with good ones is shown by its own run. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupJobs } from '../../core/facts/backup/jobs.ts';
import { metricsFolder } from '../../core/facts/backup/metrics-folder.ts';
import { installCommand, onMachine } from '../../core/facts/backup/places.ts';
import { renderLab } from '../../core/pipeline.ts';
import type { WantedFile } from '../../core/plan/change.ts';
import { quote } from '../../formats/shell.ts';
import { resticFolder } from '../../generators/restic/facts/places.ts';
import { type Trial, tryFaults } from '../../proofs/backup/faults.ts';
import { backupObstacle, setUp } from '../../proofs/backup/prove.ts';
import { type BackupTestbed, startTestbed } from '../../proofs/backup/testbed.ts';
import { filesInMemory } from '../../proofs/files/file-source.ts';
import { recordFiles } from '../../proofs/files/recorded-files.ts';
import type { ProofCheck } from '../../proofs/record/record.ts';
import { fileProofOf } from '../../proofs/system-proofs.ts';
import { systems } from '../../registry/systems.gen.ts';

const INVENTORY = `
lab: { title: Faults, domain: lab.example.net }
networks: { apps: { title: Apps, role: apps, cidr: 10.77.20.0/24, gateway: 10.77.20.1 } }
hosts: { one: { title: One, role: Server, addresses: { apps: 10.77.20.11 } } }
targets: { disk: { title: Disk, medium: disk, host: one, path: /mnt/disk, device: /dev/disk/by-label/disk } }
repositories: { local: { title: Local, type: restic, target: disk, service: copies, location: /mnt/disk/restic, upkeep: { parts: 2 } } }
policies: { daily: { title: Daily, to: [local], schedule: daily, keep: { last: 3 }, rpo: 24h, rto: 1h } }
services:
  copies:
    title: Copies
    runs-on: one
    secrets: { repository-password: { what: opens it, kept: on paper } }
    data: [{ path: /srv/files, what: files, backup: daily }]
`;

const obstacle = await backupObstacle();
if (obstacle !== undefined) process.stderr.write(`SKIPPED faults of backups: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be run here', () => expect(obstacle).toBeUndefined());

const folder = mkdtempSync(join(tmpdir(), 'rackbook-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Change {
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
}

const TOLD = ['a wrong password', 'a missing repository', 'a disk that is not mounted', 'a full disk'];

describe.skipIf(obstacle !== undefined)('the faults of the proof of the backup', () => {
  let files: readonly WantedFile[];
  let testbed: BackupTestbed;
  let trial: Trial;
  // One machine for all: each fault is fixed before the next, so that it ends as it began.
  beforeAll(async () => {
    writeFileSync(join(folder, 'lab.yaml'), INVENTORY);
    const rendered = await renderLab(folder, systems);
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.diagnostics));
    const { model } = rendered.value.lab;
    files = rendered.value.files;
    testbed = await startTestbed(model, recordFiles(filesInMemory(files)));
    const { checks } = await setUp(testbed, () => {});
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    const [job] = backupJobs(model);
    const [repository] = job?.repositories ?? [];
    const { path: mount, device } = repository?.target ?? {};
    if (!job || !repository || mount === undefined || device === undefined) throw new Error('the lab has a job on a disk');
    const { faults } = fileProofOf(model, job);
    trial = { machine: await testbed.machine(job.machine), metrics: metricsFolder(model), tool: faults, job, repository, mount, device };
  }, 180_000);
  afterAll(() => testbed?.stop());

  /** Puts files of the job in place, as a person would: into the repository of the machine, then by its own script. */
  async function install(all: readonly WantedFile[]): Promise<void> {
    const { machine, job } = trial;
    for (const { path, content } of all) {
      const done = await machine.shell(`cat >${quote(onMachine(job.machine, path))}`, { input: content });
      expect(done.code).toBe(0);
    }
    expect((await machine.shell(installCommand(job.machine, resticFolder(job.machine)))).code).toBe(0);
  }

  /** Checks that failed when the jobs were changed so, by name. Every change has to find its place. */
  async function failures(changes: readonly Change[]): Promise<readonly string[]> {
    for (const { file, from } of changes)
      expect(
        files.some(({ path, content }) => file.test(path) && content.includes(from)),
        from,
      ).toBe(true);
    const touched = files.filter(({ path }) => changes.some(({ file }) => file.test(path)));
    const changed = touched.map((each) => {
      const own = changes.filter(({ file }) => file.test(each.path));
      return { ...each, content: own.reduce((content, { from, to }) => content.replaceAll(from, to), each.content) };
    });
    await install(changed);
    try {
      const checks: readonly ProofCheck[] = await tryFaults(trial);
      expect(checks.length).toBeGreaterThan(10);
      return checks.filter(({ ok }) => !ok).map(({ name }) => name);
    } finally {
      await install(touched);
    }
  }

  it('notice a job that does not report its failure', async () => {
    const silent = await failures([{ file: /rackbook-backup-daily\.service$/, from: 'OnFailure=', to: '# OnFailure ' }]);
    for (const fault of TOLD) expect(silent.some((name) => name.startsWith(`${fault}: the job fails`))).toBe(true);
  }, 300_000);

  it('notice a job that does not check for its disk, metrics that call a failure a success, and a check that reads no data', async () => {
    const blind = await failures([
      { file: /\/job\.sh$/, from: '  return 75', to: '  return 0' },
      { file: /\/job-metrics\.sh$/, from: '[ "$4" -ne 0 ] || success=$end', to: 'success=$end' },
      { file: /\/check-local\.sh$/, from: '--read-data-subset "$part/$parts"', to: '' },
    ]);
    for (const fault of ['a disk that is not mounted', 'a wrong password', 'a flipped byte'])
      expect(blind.some((name) => name.startsWith(`${fault}: `))).toBe(true);
  }, 300_000);
});
