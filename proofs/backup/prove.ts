import { stacksOf } from '../../core/compose/stacks.ts';
import { backupJobs, dumpJobs } from '../../core/facts/backup/jobs.ts';
import { metricsFolder } from '../../core/facts/backup/metrics-folder.ts';
import { dumpFolder, installCommand, UNIT } from '../../core/facts/backup/places.ts';
import type { Runbook, RunbookKind } from '../../core/facts/runbooks/runbook.ts';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import { fileToolOf } from '../../core/roles/played.ts';
import { toolOf } from '../../registry/catalog.ts';
import { containerHostObstacle } from '../../testbed/machine/container-host.ts';
import { standInObstacle } from '../../testbed/stand-in/build.ts';
import { engineTool } from '../../testbed/tool.ts';
import { findTool, isMissing, onPath } from '../../tools/find.ts';
import { lastLines } from '../../tools/process.ts';
import type { Tool } from '../../tools/tool.ts';
import { versionsOf } from '../../tools/versions-of.ts';
import type { Proof, ProofRequest } from '../contract.ts';
import type { Findings } from '../record/make-record.ts';
import { ALL_PROOFS, fileProofOf } from '../system-proofs.ts';
import { checkSchedules } from './check-schedules.ts';
import { fillFirst, fillSecond } from './data.ts';
import { tryFaults } from './faults.ts';
import { check, checkComplete, checkPages, type ProofRun } from './proof-run.ts';
import { makeRepositories } from './repositories.ts';
import { scenarioOf } from './scenario-of.ts';
import { type BackupTestbed, startTestbed } from './testbed.ts';
import { startUnit } from './unit.ts';

/** What ends a machine, and what is left to do without it. */
const LAST: readonly RunbookKind[] = ['rebuild-host', 'restore-guest', 'site-lost'];
/** The order in which the others happen; kinds that are not named, such as those of systems, come after them. */
const ORDER: readonly RunbookKind[] = [
  ...(['restore-file', 'restore-service', 'backup-failed', 'disk-full', 'tunnel-down', 'certificate-expired'] as const),
  ...(['ransomware', 'password-lost'] as const),
];
/** New disks come before all of it, since nothing can be lost before. */
const DONE_BEFORE: RunbookKind = 'target-died';

const placeOf = (kind: RunbookKind): number =>
  LAST.includes(kind) ? ORDER.length + 1 + LAST.indexOf(kind) : ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length;

export const backupProof: Proof = {
  id: 'backup',
  title: 'Backups and runbooks',
  nothing: (model) =>
    backupJobs(model).length + dumpJobs(model).length === 0 ? 'no files are copied in this lab, and no database is dumped' : undefined,
  obstacle: backupObstacle,
  run: proveBackup,
};

/**
 * Boots the machines of a lab with real systemd, a real container engine, the real backup tool and disks that can fill up and die; fills
 * them with data, backs them up by the generated units, breaks them, and does what the runbooks say, word for word.
 */
async function proveBackup({ model, files, say }: ProofRequest): Promise<Findings> {
  const testbed = await startTestbed(model, files);
  try {
    const { checks, runs, recoveries } = await wholeRun(testbed, say);
    return { checks, tools: await toolVersions(), backup: { runs, recoveries } };
  } finally {
    await testbed.stop();
  }
}

/** Why no machine can be booted here, or undefined. */
export async function backupObstacle(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'separate machines need root on Linux';
  for (const tool of programs()) {
    const found = await findTool(tool);
    if (isMissing(found)) return found.missing;
    if (found.via === 'image') return `${tool.id} is here as an image only: npm run tools ${tool.id}`;
  }
  for (const program of ['git', 'setpriv', 'unshare', 'nsenter', 'systemctl', 'mkfs.ext4', 'curl', 'openssl'])
    if ((await onPath(program, process.env['PATH'] ?? '')) === undefined) return `${program}: not installed`;
  return (await containerHostObstacle()) ?? (await standInObstacle());
}

/** Of every system: some machine may ask for each. */
const programs = (): readonly Tool[] => ALL_PROOFS.flatMap(({ onMachines = [], inImages = [] }) => [...onMachines, ...inImages]);

const toolVersions = () => versionsOf([...programs(), { ...toolOf('systemd-analyze'), title: 'systemd' }, engineTool]);

/** The whole run: machines are set up, every runbook is followed in turn, and before a machine is lost all else goes wrong with it. */
async function wholeRun(testbed: BackupTestbed, say: (what: string) => void): Promise<ProofRun> {
  const proofRun = await setUp(testbed, say);
  const ordered = runbooksOf(testbed.model)
    .filter(({ kind }) => kind !== DONE_BEFORE)
    .toSorted((a, b) => placeOf(a.kind) - placeOf(b.kind));
  const isEnd = ({ kind }: Runbook) => LAST.includes(kind);
  for (const runbook of ordered) if (!isEnd(runbook)) await tryRunbook(proofRun, runbook);
  await allFaults(proofRun);
  for (const runbook of ordered) if (isEnd(runbook)) await tryRunbook(proofRun, runbook);
  checkComplete(proofRun, runbooksOf(testbed.model));
  checkPages(proofRun, runbooksOf(testbed.model));
  proofRun.checks.push(...(await checkSchedules(testbed.model)));
  return proofRun;
}

/** Machines with everything that runs on them, with data in two states and a backup of each. */
export async function setUp(testbed: BackupTestbed, say: (what: string) => void): Promise<ProofRun> {
  const { model } = testbed;
  const proofRun: ProofRun = { testbed, data: new Map(), checks: [], runs: [], recoveries: [], say };
  const machines = [...new Set<Host | Guest>([...backupJobs(model), ...dumpJobs(model)].map(({ machine }) => machine))];
  await Promise.all(machines.map((machine) => bringUp(proofRun, machine)));
  for (const machine of machines) await fillFirst(proofRun, machine);
  await makeRepositories(proofRun);
  for (const machine of machines) await runDumps(proofRun, machine);
  for (const machine of machines) await fillSecond(proofRun, machine);
  for (const machine of machines) await runDumps(proofRun, machine);
  return proofRun;
}

/** Makes happen what the runbook is for, and follows it. What cannot be made to happen is a failure too, and the rest is tried anyway. */
export async function tryRunbook(proofRun: ProofRun, runbook: Runbook): Promise<void> {
  try {
    await scenarioOf(proofRun.testbed.model, runbook)(proofRun, runbook);
  } catch (error) {
    check(proofRun, runbook.subjects[0] ?? 'lab:lab', `runbook ${runbook.id}: it could be tried`, (error as Error).message);
  }
}

/** Starts the containers of a machine by its own script, and puts the units of its backup in place. */
async function bringUp(proofRun: ProofRun, on: Host | Guest): Promise<void> {
  proofRun.say(`booting ${on.title}`);
  const machine = await proofRun.testbed.machine(on);
  const { model } = proofRun.testbed;
  const own = stacksOf(model).some((stack) => stack.machine === on);
  if (own && on.engine) {
    const up = await machine.shell(`${on.engine.root}/infra/compose/${on.id}/up.sh --quiet-pull`, { timeoutMs: 240_000 });
    if (up.code !== 0) throw new Error(`the containers of ${on.id} do not start: ${lastLines(up, 6)}`);
  }
  for (const folder of [
    ...new Set(backupJobs(model).flatMap((job) => (job.machine === on ? fileToolOf(model, job).folder(on) : []))),
    ...(dumpJobs(model).some((job) => job.machine === on) ? [dumpFolder(on)] : []),
  ]) {
    const installed = await machine.shell(installCommand(on, folder), { timeoutMs: 60_000 });
    check(proofRun, on.subject, `${folder}/install.sh puts the units in place`, installed.code === 0 ? undefined : lastLines(installed, 6));
  }
}

async function runDumps(proofRun: ProofRun, on: Host | Guest): Promise<void> {
  const machine = await proofRun.testbed.machine(on);
  for (const { machine: owner, policy } of dumpJobs(proofRun.testbed.model)) {
    if (owner !== on) continue;
    const ended = await startUnit(machine, UNIT.dump(policy));
    check(
      proofRun,
      policy.subject,
      `the databases of ${on.id} are dumped`,
      ended.ok ? undefined : `it ended with ${ended.code}: ${ended.said.slice(-300)}`,
    );
  }
}

/** Once for the first repository of each machine that is a folder on a disk with a device. */
async function allFaults(proofRun: ProofRun): Promise<void> {
  const { model } = proofRun.testbed;
  for (const job of backupJobs(model)) {
    const repository = job.repositories.find(
      ({ location, target }) => location.startsWith('/') && target.host === job.machine && target.device !== undefined,
    );
    const { path: mount, device } = repository?.target ?? {};
    if (!repository || mount === undefined || device === undefined) continue;
    proofRun.say(`what can go wrong with ${repository.title}`);
    try {
      const machine = await proofRun.testbed.machine(job.machine);
      proofRun.checks.push(
        ...(await tryFaults({
          machine,
          metrics: metricsFolder(model),
          tool: fileProofOf(model, job).faults,
          job,
          repository,
          mount,
          device,
        })),
      );
    } catch (error) {
      check(proofRun, repository.subject, 'what can go wrong could be tried', (error as Error).message);
    }
  }
}
