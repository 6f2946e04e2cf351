import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Candidate, CheckContext, Judgement } from '../../../tools/verify/checker.ts';
import type { Answer, Said, WorkspaceOptions } from './terraform-workspace.ts';

/** What is wrong with the files of one folder; none is a good one. `took` says how much was done. */
export interface Verdict {
  readonly faults: readonly Said[];
  readonly took: string;
}

/** Judges each folder as a whole, as Terraform reads it, and gives each file what was said of it. What is said of none counts for all. */
export async function byFolder(
  files: readonly Candidate[],
  context: CheckContext,
  judge: (folder: string, options: WorkspaceOptions) => Promise<Verdict>,
): Promise<readonly Judgement[]> {
  const terraform = context.others?.get('terraform') ?? [];
  // Terraform does not follow a link to a link.
  const provider = await realpath(context.argv[0] ?? '');
  const folders = new Map<string, Promise<Verdict>>();
  return Promise.all(
    files.map(async ({ path }): Promise<Judgement> => {
      const folder = join(context.root, dirname(path));
      const judging = folders.get(folder) ?? judge(folder, { terraform, provider });
      folders.set(folder, judging);
      const { faults, took } = await judging;
      const name = path.slice(path.lastIndexOf('/') + 1);
      const own = faults.filter(({ file }) => file === undefined || file === name);
      return { path, ok: own.length === 0, detail: own.length === 0 ? took : own.map(({ message }) => message).join('\n') };
    }),
  );
}

/** What a failed answer is about; its last words where nothing else was understood. */
export function faultsOf({ errors, text }: Answer): readonly Said[] {
  return errors.length > 0 ? errors : [{ message: text }];
}
