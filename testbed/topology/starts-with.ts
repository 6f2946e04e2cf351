import { join } from 'node:path';
import type { Candidate, CheckContext, Judgement } from '../../tools/verify/checker.ts';
import { makeNamespace, type Namespace } from './namespace.ts';
import type { NotStarted, Server } from './server.ts';

/** Why no server can be started in a namespace here, or undefined when one can. */
export const servingObstacle = async (): Promise<string | undefined> =>
  process.getuid?.() === 0 ? undefined : 'serving in a namespace needs root';

/** What is wrong with one file, by its absolute path; undefined when the program starts with it and has nothing to say against it. */
type Fault = (file: string, argv: readonly string[], netns: Namespace) => Promise<string | undefined>;

/** Whether a program starts with each of the files, one after the other, each in its own namespace. */
export async function startsWith(files: readonly Candidate[], { root, argv }: CheckContext, faultIn: Fault): Promise<readonly Judgement[]> {
  const verdicts: Judgement[] = [];
  for (const { path } of files) {
    const netns = await makeNamespace();
    try {
      const fault = await faultIn(join(root, path), argv, netns);
      verdicts.push({ path, ok: fault === undefined, detail: fault ?? 'starts' });
    } finally {
      await netns.end();
    }
  }
  return verdicts;
}

/** Stops what has started; its first line that is `bad` is a fault, as is what kept it from starting. */
export async function faultOf(started: Server | NotStarted, bad: RegExp): Promise<string | undefined> {
  if ('fault' in started) return started.fault;
  await started.stop();
  return started.said().find((line) => bad.test(line));
}
