import type { Model } from '../../../core/contract.ts';
import type { BackupJob } from '../../../core/facts/backup/job.ts';
import { copiedPaths } from '../../../core/facts/backup/jobs.ts';
import { metricsFolder } from '../../../core/facts/backup/metrics-folder.ts';
import { composeFile, dumpFolder, onMachine, passwordFile, STATE } from '../../../core/facts/backup/places.ts';
import { HEADER } from '../../../core/files/header.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';
import type { Repository } from '../../../core/model/repository/repository.ts';
import { emitShellSettings } from '../../../formats/shell-settings.ts';
import { resticPattern } from '../runbooks/commands.ts';
import { frozenRecord } from './frozen-sources.ts';
import { type KeptRepository, keepWords } from './plan.ts';

export const CACHE = '/var/cache/rackbook/restic';

/** Where a repository is and what opens it: the environment of restic. */
export function repositorySettings(machine: Host | Guest, repository: Repository): string {
  return emitShellSettings(`Where ${repository.id} is, and which file holds its password. ${HEADER}`, {
    environment: {
      RESTIC_REPOSITORY: repository.location,
      RESTIC_PASSWORD_FILE: passwordFile(machine, repository) ?? '',
      RESTIC_CACHE_DIR: CACHE,
    },
  });
}

/** What every job of a machine reads. */
export function jobSettings(model: Model, { id }: Host | Guest): string {
  return emitShellSettings(`What the jobs of restic on ${id} share. ${HEADER}`, {
    values: { machine: id, metrics: metricsFolder(model), state: STATE },
  });
}

export function backupSettings(model: Model, job: BackupJob): string {
  const { policy, machine, repositories, databases, stops, frozen } = job;
  const names = databases.map(({ service, container }) => `${service.id}/${container}`);
  return emitShellSettings(`What the policy ${policy.id} asks for on ${machine.id}. ${HEADER}`, {
    values: { policy: policy.id, rpo: policy.rpo },
    lists: {
      repository: repositories.map(({ id, target }) => [id, target.path ?? '']),
      dump: names.length > 0 ? [[onMachine(machine, `${dumpFolder(machine)}/dump.sh`), ...names]] : [],
      stopped: stops.map((service) => [service.id, composeFile(service) ?? '']),
      frozen: frozen.map((source) => frozenRecord(model, source, job)),
    },
  });
}

/** What each job on a repository reads. */
function upkeep({ id, target }: Repository) {
  return { repository: id, mount: target.path ?? '' };
}

export function pruneSettings({ repository, contents }: KeptRepository): string {
  return emitShellSettings(`What is kept in ${repository.id}. ${HEADER}`, {
    values: upkeep(repository),
    lists: { copy: contents.map(({ policy, machine }) => [policy.id, machine.id, ...keepWords(policy)]) },
  });
}

export function checkSettings({ repository }: KeptRepository): string {
  return emitShellSettings(`In how many parts ${repository.id} is read. ${HEADER}`, {
    values: { ...upkeep(repository), parts: repository.upkeep.parts },
  });
}

export function restoreTestSettings({ repository, contents }: KeptRepository): string {
  const trials = contents.flatMap((job) => copiedPaths(job).map((path) => ({ job, path })));
  return emitShellSettings(`What is restored from ${repository.id} for trial, one after another. ${HEADER}`, {
    values: upkeep(repository),
    lists: {
      trial: trials.map(({ job, path }) => [path, '--tag', job.policy.id, '--host', job.machine.id, '--include', resticPattern(path)]),
    },
  });
}
