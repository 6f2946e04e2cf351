import type { Model } from '../../../core/contract.ts';
import { restore } from '../../../core/facts/runbooks/commands.ts';
import type { RunbookStep } from '../../../core/facts/runbooks/runbook.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { quote } from '../../../formats/shell.ts';
import type { HeldPaths } from './held-paths.ts';
import { cleanBeside, ownFolder } from './own-folder.ts';
import { restoreBeside } from './restore-beside.ts';

/** What may be written in its place: folders of the service alone, and dumps. */
export function restoreOwn({ job, own, databases }: HeldPaths): readonly RunbookStep[] {
  const paths = [...own, ...databases.map(({ dump }) => dump)];
  if (paths.length === 0) return [];
  return [
    {
      id: `restore-${job.policy.id}`,
      title: `Restore ${paths.join(', ')}`,
      on: job.machine,
      run: restore(job, paths, '/'),
      expect:
        '“finished verifying” with the number of files: all of them were compared with the repository. Owners and modes are those of the copy. “0 files” means that this copy has none of it.',
      shows: ['finished verifying'],
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
    ...held.flatMap(({ job, shared }) => (shared.length === 0 ? [] : [restoreBeside(job, shared)])),
    ...all.flatMap(({ job, path }, at) => ownFolder(model, service, job, path, at + 1)),
    cleanBeside(
      service.runsOn,
      all.map(({ path }) => path),
    ),
  ];
}
