import { dirname } from 'node:path';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { passwordFile } from '../../../core/facts/backup/places.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { quote } from '../../../formats/shell.ts';
import type { Machine } from '../../../testbed/machine/machine.ts';
import type { DataState } from '../../../testbed/system-proof.ts';
import { lastLines } from '../../../tools/process.ts';
import { resticCommand } from '../facts/places.ts';
import { exampleFile } from '../runbooks/example-file.ts';

/** Writes the file that the runbook takes for an example, unless the machine has it anyway. */
export async function fillExample(machine: Machine, job: BackupJob, state: DataState): Promise<void> {
  const file = exampleFile(job);
  if (file.startsWith('/etc/') || file.endsWith('.sql')) return;
  const done = await machine.shell(
    `mkdir -p "$(dirname ${quote(file)})" && echo '{ "state": "${state}" }' >${quote(file)} && chmod 0640 ${quote(file)} && chown 55:66 ${quote(file)}`,
  );
  if (done.code !== 0) throw new Error(`${file} of ${machine.name} cannot be written: ${lastLines(done)}`);
}

/** Id of the newest snapshot of a job in its first repository. */
export async function newestCopy(machine: Machine, { machine: on, repositories, policy }: BackupJob): Promise<string | undefined> {
  const [repository] = repositories;
  if (!repository) return undefined;
  const done = await machine.shell(`${resticCommand(on, repository)} snapshots --json --tag ${policy.id} --host ${on.id} latest`);
  const list = JSON.parse(done.stdout || '[]') as { readonly id: string }[];
  return list.at(-1)?.id;
}

/** Lines of a shell that make a repository unless it is there. */
export function makeRepository(repository: Repository, on: Host | Guest, place: string): readonly string[] {
  const command = resticCommand(on, repository);
  const settings = `${dirname(passwordFile(on, repository) ?? '')}/${repository.id}.env`;
  return [
    // What the machine has beside the password of object storage may say where the repository is: here it does.
    ...(repository.location.startsWith('/') ? [] : [`echo RESTIC_REPOSITORY=${place} >${quote(settings)}`]),
    `${command} cat config >/dev/null 2>&1 || ${command} init`,
  ];
}
