/** The data of the proof: filled in twice, with a backup after each, so that two states can be asked back. */

import type { Database } from '../../core/facts/backup/database.ts';
import { databasesOf } from '../../core/facts/backup/databases.ts';
import { heldPaths } from '../../core/facts/backup/held-paths.ts';
import { backupJobs } from '../../core/facts/backup/jobs.ts';
import { composeCommand, UNIT } from '../../core/facts/backup/places.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { BackupPolicy } from '../../core/model/policy/policy.ts';
import type { Service } from '../../core/model/service/service.ts';
import { quote } from '../../formats/shell.ts';
import type { Machine } from '../../testbed/machine/machine.ts';
import type { DataState } from '../../testbed/system-proof.ts';
import { lastLines, type RunResult } from '../../tools/process.ts';
import { databaseProofOf, fileProofOf } from '../system-proofs.ts';
import { check, type ProofRun } from './proof-run.ts';
import { seed } from './seed.ts';
import type { BackupTestbed } from './testbed.ts';
import { treeOf } from './tree.ts';
import { startUnit } from './unit.ts';

/** The folders of each service of a machine that may be moved away and written again. */
export function ownFolders(
  { model }: Pick<BackupTestbed, 'model'>,
  machine: Host | Guest,
): readonly { readonly service: Service; readonly paths: readonly string[] }[] {
  return model.services
    .filter(({ runsOn, planned }) => runsOn === machine && !planned)
    .map((service) => ({ service, paths: heldPaths(model, service).flatMap(({ own }) => own) }))
    .filter(({ paths }) => paths.length > 0);
}

/** Puts the first state in place. */
export async function fillFirst(proofRun: ProofRun, on: Host | Guest): Promise<void> {
  const machine = await proofRun.testbed.machine(on);
  for (const { paths } of ownFolders(proofRun.testbed, on)) for (const path of paths) await seed(machine, path, 'first');
  await fillOthers(proofRun.testbed, on, machine);
  for (const job of backupJobs(proofRun.testbed.model))
    if (job.machine === on) await fileProofOf(proofRun.testbed.model, job).fill(machine, job, 'first');
  for (const database of databasesOf(proofRun.testbed.model))
    if (database.machine === on) await fillDatabase(proofRun.testbed, database, 'first');
}

/** What packages and programs would have put there: settings in folders of the operating system, and the certificates of the ingress. */
export async function fillOthers({ model }: Pick<BackupTestbed, 'model'>, on: Host | Guest, machine: Machine): Promise<void> {
  for (const service of model.services.filter(({ runsOn, planned }) => runsOn === on && !planned)) {
    const held = heldPaths(model, service);
    for (const path of held.flatMap(({ shared }) => shared))
      await must(
        machine,
        `test -e ${quote(path)} || { mkdir -p ${quote(path)} && echo ${quote(`of ${service.id}`)} >${quote(`${path}/settings`)}; }`,
      );
    if (service !== model.lab.ingress) continue;
    for (const path of held.flatMap(({ own }) => own)) await must(machine, `(umask 077 && echo '{}' >${quote(`${path}/acme.json`)})`);
  }
}

/** What is in the first backup is remembered, then all is changed and copied again. */
export async function fillSecond(proofRun: ProofRun, on: Host | Guest): Promise<void> {
  const machine = await proofRun.testbed.machine(on);
  const folders = ownFolders(proofRun.testbed, on);
  const first = new Map<Service, string>();
  const second = new Map<Service, string>();
  for (const { service, paths } of folders) first.set(service, await treeOf(machine, paths));
  const jobs = backupJobs(proofRun.testbed.model).filter((job) => job.machine === on);
  const firstIds = new Map<BackupPolicy, string>();
  for (const job of jobs) {
    const id = await fileProofOf(proofRun.testbed.model, job).newest(machine, job);
    if (id !== undefined) firstIds.set(job.policy, id);
  }
  for (const { paths } of folders) for (const path of paths) await seed(machine, path, 'second');
  for (const job of jobs) await fileProofOf(proofRun.testbed.model, job).fill(machine, job, 'second');
  for (const database of databasesOf(proofRun.testbed.model))
    if (database.machine === on) await fillDatabase(proofRun.testbed, database, 'second');
  for (const { service, paths } of folders) second.set(service, await treeOf(machine, paths));
  for (const { policy } of jobs) {
    const ended = await startUnit(machine, UNIT.backup(policy));
    check(
      proofRun,
      policy.subject,
      `the second backup on ${on.id}`,
      ended.ok ? undefined : `it ended with ${ended.code}: ${ended.said.slice(-300)}`,
    );
  }
  proofRun.data.set(on, { first, second, firstIds });
}

async function fillDatabase(testbed: BackupTestbed, database: Database, state: DataState): Promise<void> {
  await untilAnswers(testbed, database);
  await sql(testbed, database, databaseProofOf(testbed.model, database).fill(database.engine, state));
}

/** What the databases of a service hold, as text; undefined when it has none. */
export async function databaseRows(testbed: BackupTestbed, service: Service): Promise<string | undefined> {
  const own = databasesOf(testbed.model).filter((database) => database.service === service);
  if (own.length === 0) return undefined;
  const rows = await Promise.all(
    own.map((database) => sql(testbed, database, databaseProofOf(testbed.model, database).rows(database.engine))),
  );
  return rows.join('\n');
}

export async function dropRows(testbed: BackupTestbed, service: Service): Promise<void> {
  for (const database of databasesOf(testbed.model)) if (database.service === service) await sql(testbed, database, 'drop table proof;');
}

/** A server sets itself up when it starts for the first time. */
async function untilAnswers(testbed: BackupTestbed, database: Database): Promise<void> {
  for (let tries = 0; tries < ANSWER_TRIES; tries += 1) {
    if ((await ask(testbed, database, 'select 1;')).code === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function sql(testbed: BackupTestbed, database: Database, text: string): Promise<string> {
  const done = await ask(testbed, database, text);
  if (done.code !== 0) throw new Error(`${database.service.id}/${database.container} does not take SQL: ${lastLines(done)}`);
  return done.stdout;
}

async function ask(testbed: BackupTestbed, { service, container, engine, machine: on }: Database, text: string): Promise<RunResult> {
  const machine = await testbed.machine(on);
  const client = databaseProofOf(testbed.model, { engine }).client(engine);
  return machine.shell(`${composeCommand(service)} exec -T ${quote(container)} sh -c ${quote(client)}`, { input: text });
}

const ANSWER_TRIES = 120;

async function must(machine: Machine, text: string): Promise<void> {
  const done = await machine.shell(text);
  if (done.code !== 0) throw new Error(`${machine.name} could not be filled: ${lastLines(done)}`);
}
