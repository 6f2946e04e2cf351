import { quote } from '../../../formats/shell.ts';
import type { Model } from '../../contract.ts';
import type { Service } from '../../model/service/service.ts';
import { fileToolOf } from '../../roles/played.ts';
import type { HeldPaths } from '../backup/held-paths.ts';
import { cleanBeside, ownFolder } from './own-folder.ts';
import { restoreBeside } from './restore-beside.ts';
import type { RunbookStep } from './runbook.ts';

/** What may be written in its place: folders of the service alone, and dumps. */
export function restoreOwn(model: Model, { job, own, databases }: HeldPaths): readonly RunbookStep[] {
  const paths = [...own, ...databases.map(({ dump }) => dump)];
  if (paths.length === 0) return [];
  const tool = fileToolOf(model, job);
  const { seen, ...command } = tool.restore(job, paths, '/');
  return [
    {
      id: `restore-${job.policy.id}`,
      title: `Restore ${paths.join(', ')}`,
      on: job.machine,
      ...command,
      expect: `${seen}: all of them were compared with the repository. Owners and modes are those of the copy. “${tool.words.nothingRestored}” means that this copy has none of it.`,
      undo: {
        text: `Remove what was restored; what was there before still lies beside.`,
        ...(own.length > 0 ? { run: `rm -rf -- ${own.map(quote).join(' ')}` } : {}),
      },
    },
  ];
}

/** What is restored beside, since more than the service lives in it. */
export function besides(model: Model, service: Service, held: readonly HeldPaths[]): readonly RunbookStep[] {
  const all = held.flatMap(({ job, shared }) => shared.map((path) => ({ job, path })));
  if (all.length === 0) return [];
  return [
    ...held.flatMap(({ job, shared }) => (shared.length === 0 ? [] : [restoreBeside(model, job, shared)])),
    ...all.flatMap(({ job, path }, at) => ownFolder(model, service, job, path, at + 1)),
    cleanBeside(
      service.runsOn,
      all.map(({ path }) => path),
    ),
  ];
}
