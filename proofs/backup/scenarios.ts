/** What happens before each kind of runbook is opened, and how it has to be afterwards. */

import { heldPaths } from '../../core/facts/backup/held-paths.ts';
import type { BackupJob } from '../../core/facts/backup/job.ts';
import { backupJobs } from '../../core/facts/backup/jobs.ts';
import { passwordFile, UNIT } from '../../core/facts/backup/places.ts';
import type { Runbook, RunbookKind } from '../../core/facts/runbooks/runbook.ts';
import type { Host, Service } from '../../core/model/model.ts';
import { backupToolOf } from '../../core/roles/played.ts';
import { quote } from '../../formats/shell.ts';
import type { Machine } from '../../testbed/machine/machine.ts';
import { lastLines } from '../../tools/process.ts';
import { databaseRows, dropRows, ownFolders } from './data.ts';
import { FILLER } from './faults.ts';
import { damage, encrypt, spoil, wipe } from './losses.ts';
import { check, compare, follow, type Scene } from './scene.ts';
import { treeOf } from './tree.ts';
import { startUnit } from './unit.ts';

export type CoreScenario = (scene: Scene, runbook: Runbook) => Promise<void>;

/** Nothing is made to happen: what the runbook looks at is there. */
const onlyFollow: CoreScenario = async (scene, runbook) => {
  await follow(scene, runbook);
};

/** Of the runbooks that core gives. Those of a system are in its own `scenarios.ts`. */
export const CORE_SCENARIOS: Readonly<Partial<Record<RunbookKind, CoreScenario>>> = {
  'restore-service': restoreService,
  'restore-guest': onlyFollow,
  'rebuild-host': rebuildHost,
  'target-died': onlyFollow,
  'site-lost': onlyFollow,
  'password-lost': passwordLost,
  'disk-full': diskFull,
  ransomware,
};

/** First the newest backup over what is damaged, then the one before it where nothing is left. */
async function restoreService(scene: Scene, runbook: Runbook): Promise<void> {
  const service = scene.ground.model.services.find(({ subject }) => isOf(runbook, subject));
  if (!service) throw new Error(`${runbook.id} is about no service`);
  const machine = await scene.ground.machine(service.runsOn);
  const held = heldPaths(scene.ground.model, service);
  const own = held.flatMap((each) => each.own);
  const data = scene.data.get(service.runsOn);
  const rows = await databaseRows(scene.ground, service);
  const { bytes } = await sizeOf(machine, own);
  // Folders of the operating system that are the service's alone. What is in the others is for people to choose.
  const settings = held.flatMap(({ shared }) => shared).filter((path) => path.split('/').length > 2);
  const settingsBefore = settings.length > 0 ? await treeOf(machine, settings) : '';
  await damage(machine, own);
  await spoil(machine, settings);
  await dropRows(scene.ground, service);
  await follow(scene, runbook, { bytes });
  const second = data?.second.get(service);
  if (second !== undefined)
    await compare(scene, service.subject, 'the newest backup, over damaged files: byte for byte', service.runsOn, own, second);
  if (settings.length > 0)
    await compare(scene, service.subject, 'its settings among those of the system: as they were', service.runsOn, settings, settingsBefore);
  if (rows !== undefined)
    check(
      scene,
      service.subject,
      'the database holds what it held',
      (await databaseRows(scene.ground, service)) === rows ? undefined : 'it holds something else',
    );

  const first = data?.first.get(service);
  const [only, ...others] = held;
  const id = only && others.length === 0 ? data?.firstIds.get(only.job.policy) : undefined;
  if (first === undefined || id === undefined || only?.databases.length !== 0) return;
  await wipe(machine, own);
  await follow(scene, runbook, { change: ({ run }) => run.replaceAll(' restore latest ', ` restore ${id} `) });
  await compare(scene, service.subject, 'the backup before it, where nothing was left: byte for byte', service.runsOn, own, first);
}

async function sizeOf(machine: Machine, paths: readonly string[]): Promise<{ bytes: number }> {
  if (paths.length === 0) return { bytes: 0 };
  const done = await machine.shell(`du --bytes --summarize --total -- ${paths.map(quote).join(' ')} | tail -1 | cut -f1`);
  return { bytes: Number(done.stdout.trim()) || 0 };
}

/** All that is left of the host is what was on paper, in Git and on the backup disks. */
async function rebuildHost(scene: Scene, runbook: Runbook): Promise<void> {
  const { model } = scene.ground;
  const host = model.hosts.find(({ subject }) => isOf(runbook, subject));
  if (!host) throw new Error(`${runbook.id} is about no host`);
  const jobs = backupJobs(model).filter(({ machine }) => machine === host);
  const own = ownFolders(scene.ground, host);
  const before = await statesBefore(scene, host, jobs, own);
  const paths = own.flatMap((each) => each.paths);
  const { bytes } = jobs.length > 0 ? await sizeOf(await scene.ground.machine(host), paths) : { bytes: 0 };
  await scene.ground.replace(host);
  await follow(scene, runbook, { bytes });
  for (const { service, paths: places } of own) {
    const tree = before.get(service);
    if (tree !== undefined) await compare(scene, service.subject, `after ${runbook.id}: byte for byte`, host, places, tree);
  }
  for (const job of jobs) {
    const ended = await startUnit(await scene.ground.machine(host), UNIT.backup(job.policy));
    check(
      scene,
      job.policy.subject,
      `after ${runbook.id}: the next backup runs`,
      ended.ok ? undefined : `it ended with ${ended.code}: ${lastWords(ended.said)}`,
    );
  }
}

/** A last backup, so that what is there is what has to come back. */
async function statesBefore(
  scene: Scene,
  host: Host,
  jobs: readonly BackupJob[],
  own: readonly { readonly service: Service; readonly paths: readonly string[] }[],
): Promise<ReadonlyMap<Service, string>> {
  const trees = new Map<Service, string>();
  if (jobs.length === 0) return trees;
  const machine = await scene.ground.machine(host);
  for (const job of jobs) {
    const ended = await startUnit(machine, UNIT.backup(job.policy));
    check(
      scene,
      job.policy.subject,
      `before the loss of ${host.id}: a last backup`,
      ended.ok ? undefined : `it ended with ${ended.code}: ${lastWords(ended.said)}`,
    );
  }
  for (const { service, paths } of own) trees.set(service, await treeOf(machine, paths));
  return trees;
}

async function passwordLost(scene: Scene, runbook: Runbook): Promise<void> {
  const repository = scene.ground.model.repositories.find(({ subject }) => isOf(runbook, subject));
  const machine = repository?.service && scene.ground.model.hosts.find((host) => host === repository.service?.runsOn);
  const old = repository && scene.ground.secrets.passwordOf(repository);
  const done = await follow(scene, runbook);
  if (!repository || !machine || old === undefined || done.runs.length === 0) return;
  const on = await scene.ground.machine(machine);
  const tool = backupToolOf(scene.ground.model, repository);
  if (tool.copies !== 'files') return;
  const open = await on.shell(tool.opens(repository, machine));
  check(scene, repository.subject, 'a new password opens the repository', open.code === 0 ? undefined : lastLines(open));
  const refused = await on.shell(
    `printf '%s\\n' ${quote(old)} >/run/old-password && ${tool.opens(repository, machine, '/run/old-password')}; code=$?; rm /run/old-password; exit $code`,
  );
  check(
    scene,
    repository.subject,
    'the lost password opens nothing any more',
    refused.code === tool.exits.wrongPassword ? undefined : `${tool.title} ended with ${refused.code}`,
  );
  const kept = await on.shell(`cat ${quote(passwordFile(machine, repository) ?? '')}`);
  scene.ground.secrets.change(repository, kept.stdout.trim());
}

/** A backup disk is really filled. */
async function diskFull(scene: Scene, runbook: Runbook): Promise<void> {
  const target = scene.ground.model.targets.find(({ subject }) => isOf(runbook, subject));
  const job = backupJobs(scene.ground.model).find(
    ({ machine, repositories }) => machine === target?.host && repositories.some((each) => each.target === target),
  );
  if (!target?.path || !job) {
    await follow(scene, runbook);
    return;
  }
  const machine = await scene.ground.machine(job.machine);
  const filler = quote(`${target.path}/${FILLER}`);
  await machine.shell(
    `dd if=/dev/zero of=${filler} bs=1M 2>/dev/null; dd if=/dev/zero of=${filler}.2 bs=4k 2>/dev/null; rm ${filler}.2; truncate --size=-4M ${filler}`,
  );
  await follow(scene, runbook);
  await machine.shell(`rm ${filler}`);
  const ended = await startUnit(machine, UNIT.backup(job.policy));
  check(
    scene,
    target.subject,
    `after ${runbook.id}: the next backup runs`,
    ended.ok ? undefined : `it ended with ${ended.code}: ${lastWords(ended.said)}`,
  );
}

async function ransomware(scene: Scene, runbook: Runbook): Promise<void> {
  const { model } = scene.ground;
  const machines = new Set(backupJobs(model).map(({ machine }) => machine));
  const saved: (() => Promise<void>)[] = [];
  for (const on of machines) {
    const machine = await scene.ground.machine(on);
    const paths = ownFolders(scene.ground, on).flatMap((each) => each.paths);
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
  await follow(scene, runbook);
  for (const undo of saved) await undo();
  await mountAgain(scene);
}

/** A runbook that stopped halfway may have left a disk unmounted, or mounted for reading: the rest of the proof needs it. */
async function mountAgain(scene: Scene): Promise<void> {
  for (const { host, path, device, planned } of scene.ground.model.targets) {
    if (!host || planned || path === undefined || device === undefined) continue;
    const machine = await scene.ground.machine(host);
    await machine.shell(`umount ${quote(path)}; mount ${quote(device)} ${quote(path)}`);
  }
}

const isOf = (runbook: Runbook, subject: string): boolean => runbook.subjects.some((each) => each === subject);

const lastWords = (said: string): string => said.trim().split('\n').slice(-3).join(' / ');
