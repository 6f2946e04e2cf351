import pLimit from 'p-limit';
import { lastLines, run } from '../process.ts';
import type { Candidate, CheckContext, Judgement } from './checker.ts';

const AT_ONCE = 2;

/** Calls a program once for each file, with the arguments that the generator declared; exit code 0 is acceptance. */
export async function checkByProgram(files: readonly Candidate[], { root, argv }: CheckContext): Promise<readonly Judgement[]> {
  const limit = pLimit(AT_ONCE);
  return Promise.all(
    files.map(({ path, acceptance }) =>
      limit(async () => {
        const result = await run([...argv, ...acceptance.argv(path)], { cwd: root, timeoutMs: 60_000 });
        return { path, ok: result.code === 0, detail: result.code === 0 ? '' : lastLines(result) };
      }),
    ),
  );
}
