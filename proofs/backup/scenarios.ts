/** What happens before each kind of runbook is opened, and how it has to be afterwards. */

import { heldPaths } from '../../core/facts/backup/held-paths.ts';
import type { BackupJob } from '../../core/facts/backup/job.ts';
import { backupJobs } from '../../core/facts/backup/jobs.ts';
import { onMachine, passwordFile, UNIT } from '../../core/facts/backup/places.ts';
import type { Runbook, RunbookKind } from '../../core/facts/runbooks/runbook.ts';
import { runsContainers } from '../../core/facts/runbooks/services-of.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Service } from '../../core/model/service/service.ts';
import { backupToolOf } from '../../core/roles/played.ts';
import { quote } from '../../formats/shell.ts';
import type { Machine } from '../../testbed/machine/machine.ts';
import { lastLines } from '../../tools/process.ts';
import { databaseRows, dropRows, ownFolders } from './data.ts';
import { FILLER } from './faults.ts';
import { damage, encrypt, spoil, wipe } from './losses.ts';
import { check, compare, follow, type ProofRun } from './proof-run.ts';
import { isRun } from './run-runbook.ts';
import { treeOf } from './tree.ts';
import { startUnit } from './unit.ts';

/** Every stack of a machine, with stand-ins for images. */
const UP_MS = 300_000;

export type CoreScenario = (proofRun: ProofRun, runbook: Runbook) => Promise<void>;

/** Nothing is made to happen: what the runbook looks at is there. */
const onlyFollow: CoreScenario = async (proofRun, runbook) => {
  await follow(proofRun, runbook);
};

/** Of the runbooks that core gives. Those of a system are in its own `scenarios.ts`. */
export const CORE_SCENARIOS: Readonly<Partial<Record<RunbookKind, CoreScenario>>> = {
  'restore-service': restoreService,
  'restore-guest': onlyFollow,
  'rebuild-host': rebuildHost,
  'target-died': onlyFollow,
  'site-lost': onlyFollow,
  'password-lost': passwordLost,
  'secret-known': secretKnown,
  'disk-full': diskFull,
  ransomware,
};

/** First the newest backup over what is damaged, then the one before it where nothing is left. */
async function restoreService(proofRun: ProofRun, runbook: Runbook): Promise<void> {
  const service = proofRun.testbed.model.services.find(({ subject }) => isOf(runbook, subject));
  if (!service) throw new Error(`${runbook.id} is about no service`);
  const machine = await proofRun.testbed.machine(service.runsOn);
  const held = heldPaths(proofRun.testbed.model, service);
  const own = held.flatMap((each) => each.own);
  const data = proofRun.data.get(service.runsOn);
  const rows = await databaseRows(proofRun.testbed, service);
  const { bytes } = await sizeOf(machine, own);
  // Folders of the operating system that are the service's alone. What is in the others is for people to choose.
  const settings = held.flatMap(({ shared }) => shared).filter((path) => path.split('/').length > 2);
  const settingsBefore = settings.length > 0 ? await treeOf(machine, settings) : '';
  await damage(machine, own);
  await spoil(machine, settings);
  await dropRows(proofRun.testbed, service);
  await follow(proofRun, runbook, { bytes });
  const second = data?.second.get(service);
  if (second !== undefined)
    await compare(proofRun, service.subject, 'the newest backup, over damaged files: byte for byte', service.runsOn, own, second);
  if (settings.length > 0)
    await compare(
      proofRun,
      service.subject,
      'its settings among those of the system: as they were',
      service.runsOn,
      settings,
      settingsBefore,
    );
  if (rows !== undefined)
    check(
      proofRun,
      service.subject,
      'the database holds what it held',
      (await databaseRows(proofRun.testbed, service)) === rows ? undefined : 'it holds something else',
    );

  const first = data?.first.get(service);
  const [only, ...others] = held;
  const id = only && others.length === 0 ? data?.firstIds.get(only.job.policy) : undefined;
  if (first === undefined || id === undefined || only?.databases.length !== 0) return;
  await wipe(machine, own);
  await follow(proofRun, runbook, { change: ({ run }) => run.replaceAll(' restore latest ', ` restore ${id} `) });
  await compare(proofRun, service.subject, 'the backup before it, where nothing was left: byte for byte', service.runsOn, own, first);
}

async function sizeOf(machine: Machine, paths: readonly string[]): Promise<{ bytes: number }> {
  if (paths.length === 0) return { bytes: 0 };
  const done = await machine.shell(`du --bytes --summarize --total -- ${paths.map(quote).join(' ')} | tail -1 | cut -f1`);
  return { bytes: Number(done.stdout.trim()) || 0 };
}

/** All that is left of the host is what was on paper, in Git and on the backup disks. */
async function rebuildHost(proofRun: ProofRun, runbook: Runbook): Promise<void> {
  const { model } = proofRun.testbed;
  const host = model.hosts.find(({ subject }) => isOf(runbook, subject));
  if (!host) throw new Error(`${runbook.id} is about no host`);
  const jobs = backupJobs(model).filter(({ machine }) => machine === host);
  const own = ownFolders(proofRun.testbed, host);
  const before = await statesBefore(proofRun, host, jobs, own);
  const paths = own.flatMap((each) => each.paths);
  const { bytes } = jobs.length > 0 ? await sizeOf(await proofRun.testbed.machine(host), paths) : { bytes: 0 };
  await proofRun.testbed.replace(host);
  await follow(proofRun, runbook, { bytes });
  for (const { service, paths: places } of own) {
    const tree = before.get(service);
    if (tree !== undefined) await compare(proofRun, service.subject, `after ${runbook.id}: byte for byte`, host, places, tree);
  }
  for (const job of jobs) {
    const ended = await startUnit(await proofRun.testbed.machine(host), UNIT.backup(job.policy));
    check(
      proofRun,
      job.policy.subject,
      `after ${runbook.id}: the next backup runs`,
      ended.ok ? undefined : `it ended with ${ended.code}: ${lastWords(ended.said)}`,
    );
  }
}

/** A last backup, so that what is there is what has to come back. */
async function statesBefore(
  proofRun: ProofRun,
  host: Host,
  jobs: readonly BackupJob[],
  own: readonly { readonly service: Service; readonly paths: readonly string[] }[],
): Promise<ReadonlyMap<Service, string>> {
  const trees = new Map<Service, string>();
  if (jobs.length === 0) return trees;
  const machine = await proofRun.testbed.machine(host);
  for (const job of jobs) {
    const ended = await startUnit(machine, UNIT.backup(job.policy));
    check(
      proofRun,
      job.policy.subject,
      `before the loss of ${host.id}: a last backup`,
      ended.ok ? undefined : `it ended with ${ended.code}: ${lastWords(ended.said)}`,
    );
  }
  for (const { service, paths } of own) trees.set(service, await treeOf(machine, paths));
  return trees;
}

async function passwordLost(proofRun: ProofRun, runbook: Runbook): Promise<void> {
  const repository = proofRun.testbed.model.repositories.find(({ subject }) => isOf(runbook, subject));
  const machine = repository?.service && proofRun.testbed.model.hosts.find((host) => host === repository.service?.runsOn);
  const old = repository && proofRun.testbed.secrets.passwordOf(repository);
  const done = await follow(proofRun, runbook);
  if (!repository || !machine || old === undefined || done.runs.length === 0) return;
  const on = await proofRun.testbed.machine(machine);
  const tool = backupToolOf(proofRun.testbed.model, repository);
  if (tool.copies !== 'files') return;
  const open = await on.shell(tool.opens(repository, machine));
  check(proofRun, repository.subject, 'a new password opens the repository', open.code === 0 ? undefined : lastLines(open));
  const refused = await on.shell(
    `printf '%s\\n' ${quote(old)} >/run/old-password && ${tool.opens(repository, machine, '/run/old-password')}; code=$?; rm /run/old-password; exit $code`,
  );
  check(
    proofRun,
    repository.subject,
    'the lost password opens nothing any more',
    refused.code === tool.exits.wrongPassword ? undefined : `${tool.title} ended with ${refused.code}`,
  );
  const kept = await on.shell(`cat ${quote(passwordFile(machine, repository) ?? '')}`);
  proofRun.testbed.secrets.change(repository, kept.stdout.trim());
}

/** Programs that run with the old value are told the new one. */
async function secretKnown(proofRun: ProofRun, runbook: Runbook): Promise<void> {
  const machines = new Set(runbook.steps.filter(isRun).map(({ on }) => on));
  for (const on of machines) {
    if (!runsContainers(proofRun.testbed.model, on)) continue;
    const machine = await proofRun.testbed.machine(on);
    const started = await machine.shell(quote(onMachine(on, `infra/compose/${on.id}/up.sh`)), { timeoutMs: UP_MS });
    check(proofRun, on.subject, `before ${runbook.id}: its containers run`, started.code === 0 ? undefined : lastLines(started));
  }
  await follow(proofRun, runbook);
}

/** A backup disk is really filled. */
async function diskFull(proofRun: ProofRun, runbook: Runbook): Promise<void> {
  const target = proofRun.testbed.model.targets.find(({ subject }) => isOf(runbook, subject));
  const job = backupJobs(proofRun.testbed.model).find(
    ({ machine, repositories }) => machine === target?.host && repositories.some((each) => each.target === target),
  );
  if (!target?.path || !job) {
    await follow(proofRun, runbook);
    return;
  }
  const machine = await proofRun.testbed.machine(job.machine);
  const filler = quote(`${target.path}/${FILLER}`);
  await machine.shell(
    `dd if=/dev/zero of=${filler} bs=1M 2>/dev/null; dd if=/dev/zero of=${filler}.2 bs=4k 2>/dev/null; rm ${filler}.2; truncate --size=-4M ${filler}`,
  );
  await follow(proofRun, runbook);
  await machine.shell(`rm ${filler}`);
  const ended = await startUnit(machine, UNIT.backup(job.policy));
  check(
    proofRun,
    target.subject,
    `after ${runbook.id}: the next backup runs`,
    ended.ok ? undefined : `it ended with ${ended.code}: ${lastWords(ended.said)}`,
  );
}

async function ransomware(proofRun: ProofRun, runbook: Runbook): Promise<void> {
  const { model } = proofRun.testbed;
  const machines = new Set(backupJobs(model).map(({ machine }) => machine));
  const saved: (() => Promise<void>)[] = [];
  for (const on of machines) {
    const machine = await proofRun.testbed.machine(on);
    const paths = ownFolders(proofRun.testbed, on).flatMap((each) => each.paths);
    if (paths.length === 0) continue;
    await machine.shell(
      `tar --create --file /run/saved.tar --xattrs --acls ${paths.map((path) => quote(path.slice(1))).join(' ')} --directory /`,
      { cwd: '/' },
    );
    await encrypt(machine, paths);
    saved.push(async () => {
      await machine.shell(
        `rm -rf -- ${paths.map(quote).join(' ')} && tar --extract --preserve-permissions --same-owner --file /run/saved.tar --directory / && rm /run/saved.tar`,
      );
    });
  }
  await follow(proofRun, runbook);
  for (const undo of saved) await undo();
  await mountAgain(proofRun);
}

/** A runbook that stopped halfway may have left a disk unmounted, or mounted for reading: the rest of the proof needs it. */
async function mountAgain(proofRun: ProofRun): Promise<void> {
  for (const { host, path, device, planned } of proofRun.testbed.model.targets) {
    if (!host || planned || path === undefined || device === undefined) continue;
    const machine = await proofRun.testbed.machine(host);
    await machine.shell(`umount ${quote(path)}; mount ${quote(device)} ${quote(path)}`);
  }
}

const isOf = (runbook: Runbook, subject: string): boolean => runbook.subjects.some((each) => each === subject);

const lastWords = (said: string): string => said.trim().split('\n').slice(-3).join(' / ');
