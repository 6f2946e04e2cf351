import type { Mutation } from '../core/contract.ts';
import type { WantedFile } from '../core/plan/change.ts';

/** The file that a mutation edits and its text afterwards; undefined when no file has what is replaced. */
export function mutatedFile(
  files: readonly WantedFile[],
  { match, from, to }: Mutation,
): { file: WantedFile; content: string } | undefined {
  for (const file of files.filter(({ path }) => match.test(path))) {
    const content = file.content.replace(from, to);
    if (content !== file.content) return { file, content };
  }
  return undefined;
}
