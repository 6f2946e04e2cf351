import type { BackupJob } from '../../core/facts/backup/job.ts';
import { jobsOn, targetsOn } from '../../core/facts/backup/of-machine.ts';
import { isMountedOn } from '../../core/facts/runbooks/commands.ts';
import { mountTarget } from '../../core/facts/runbooks/mount-target.ts';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Service } from '../../core/model/service/service.ts';
import { quote } from '../../formats/shell.ts';
import { lastLines } from '../../tools/process.ts';
import { fillOthers, ownFolders } from '../backup/data.ts';
import { seed } from '../backup/seed.ts';
import { treeDifference, treeOf } from '../backup/tree.ts';
import { fileProofOf } from '../system-proofs.ts';
import { checkAll } from './bring-up.ts';
import type { CastMachine } from './cast.ts';
import { type AutomationRun, check, subjectOf, unexpected } from './findings.ts';

/** The host of the main machine of a cast, where it has backup jobs. */
function lostHost({ model, cast: { main } }: AutomationRun['testbed']): Host | undefined {
  const { machine } = main;
  return machine?.kind === 'host' && jobsOn(model, machine).length > 0 ? machine : undefined;
}

/** Fills the machine with data and copies it, all repositories being new. False where nothing is copied from it. */
export async function fillAndCopy(run: AutomationRun): Promise<boolean> {
  const { testbed } = run;
  const host = lostHost(testbed);
  if (!host) return false;
  const { main } = testbed.cast;
  run.say(`${main.id}: data, and a backup of it`);
  const machine = testbed.machine(main);
  for (const { paths } of ownFolders(testbed, host)) for (const path of paths) await seed(machine, path, 'first');
  await fillOthers(testbed, host, machine);
  const mounts = targetsOn(testbed.model, host)
    .filter((target) => isMountedOn(target, host))
    .flatMap((target) => mountTarget(target, host).flatMap(({ run: text }) => (text === undefined ? [] : [text])));
  for (const job of jobsOn(testbed.model, host)) await fileProofOf(testbed.model, job).fill(machine, job, 'first');
  for (const text of [...mounts, ...jobsOn(testbed.model, host).map((job) => repositoriesOf(run, job))]) {
    const done = await machine.shell(text, { timeoutMs: 60_000 });
    if (done.code !== 0) throw new Error(`${main.id} cannot copy anything: ${lastLines(done, 4)}`);
  }
  await copyNow(run, main, 'its data');
  return true;
}

function repositoriesOf({ testbed }: AutomationRun, job: BackupJob): string {
  const lines = job.repositories.flatMap((repository) => {
    const { path, host } = repository.target;
    // Out of reach: something in the machine stands for it.
    const away = path === undefined || host === job.machine ? [] : [`mkdir -p ${quote(path)} && mount -t tmpfs tmpfs ${quote(path)}`];
    return [...away, ...fileProofOf(testbed.model, job).make(repository, job.machine, `/var/lib/proof/${repository.id}`)];
  });
  return ['set -eu', ...lines].join('\n');
}

async function copyNow(run: AutomationRun, machine: CastMachine, what: string): Promise<void> {
  const copied = await run.testbed.play('backup', { parameters: { lab_machine: machine.id } });
  check(run, subjectOf(machine), `${machine.id}: a backup of ${what}`, unexpected(copied, machine));
}

/** All that is left of the machine is its disk with backups and the control node. */
export async function checkRebuild(run: AutomationRun): Promise<void> {
  const { testbed } = run;
  const host = lostHost(testbed);
  if (!host) return;
  const { main } = testbed.cast;
  await copyNow(run, main, 'what has to come back');
  const own = ownFolders(testbed, host);
  const before = new Map<Service, string>();
  for (const { service, paths } of own) before.set(service, await treeOf(testbed.machine(main), paths));
  const bytes = await bytesOf(
    run,
    own.flatMap(({ paths }) => paths),
  );
  run.say(`${main.id} is lost, and built anew`);
  await testbed.replace(main);
  const rebuilt = await testbed.play('rebuild', { parameters: { lab_machine: main.id }, firstContact: true, withoutProducts: true });
  check(run, host.subject, `${main.id}: is built anew by one playbook`, unexpected(rebuilt, main));
  const runbook = runbooksOf(testbed.model).find(({ kind, subjects }) => kind === 'rebuild-host' && subjects[0] === host.subject);
  if (runbook) {
    const { rto } = runbook;
    const isLate = rto !== undefined && rebuilt.seconds > rto;
    if (rto !== undefined)
      check(run, host.subject, `${main.id}: within the promised ${rto} s`, isLate ? `it took ${Math.round(rebuilt.seconds)} s` : undefined);
    run.recoveries.push({ runbook: runbook.id, ms: rebuilt.seconds * 1000, bytes, ...(rto === undefined ? {} : { rtoSeconds: rto }) });
  }
  for (const { service, paths } of own) {
    const found = treeDifference(before.get(service) ?? '', await treeOf(testbed.machine(main), paths));
    check(
      run,
      service.subject,
      `${service.id}: its data after ${main.id} was lost: byte for byte`,
      found.length === 0 ? undefined : found.join(' / '),
    );
  }
  await checkAll(run, main, 'built anew');
  await copyNow(run, main, 'the machine that was built anew');
}

async function bytesOf({ testbed }: AutomationRun, paths: readonly string[]): Promise<number> {
  if (paths.length === 0) return 0;
  const done = await testbed
    .machine(testbed.cast.main)
    .shell(`du --bytes --summarize --total -- ${paths.map(quote).join(' ')} | tail -1 | cut -f1`);
  return Number(done.stdout.trim()) || 0;
}
