import { policiesInto } from '../../core/facts/backup/of-repository.ts';
import { passwordFile } from '../../core/facts/backup/places.ts';
import type { BackupPolicy } from '../../core/model/policy/policy.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import type { BackupTool } from '../../core/roles/backup-tool.ts';
import { backupToolOf } from '../../core/roles/played.ts';
import { model } from './lab.ts';

/** The tool that keeps a repository. */
export const toolOf = (repository: Repository): BackupTool => backupToolOf(model, repository);

/** Policies that name a repository, planned ones too. */
export const policiesOf = (repository: Repository): readonly BackupPolicy[] => policiesInto(model, repository);

/** File on the machine of its service that holds its password; undefined for one that has none, or that no service writes. */
export function passwordPath(repository: Repository): string | undefined {
  const machine = repository.service?.runsOn;
  return machine && passwordFile(machine, repository);
}
