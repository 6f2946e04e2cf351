/** What Ansible says of itself: its keywords, and the options of modules. It is asked once for each set of modules. */

import { z } from 'zod';
import { lastLines, run } from '../../../tools/process.ts';
import { type ModuleDocs, readModuleDocs } from './judge/options.ts';

const answers = new Map<string, Promise<unknown>>();

/** All words that tasks, blocks and plays may have. */
export function keywordsOf(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<ReadonlySet<string>> {
  return once('keywords', async () => {
    const said = await run([...argv, '--json', '--type', 'keyword', '--list'], { env });
    if (said.code !== 0) throw new Error(`ansible-doc does not list its keywords: ${lastLines(said)}`);
    // A handler has one more, which is not in the list.
    return new Set([...Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(said.stdout))), 'listen']);
  });
}

/**
 * The documentation of these modules by their full names; one that Ansible does not know is left out. `cwd` is the folder with the
 * collections of the lab, and `state` stands for what is in them.
 */
export function moduleDocs(
  argv: readonly string[],
  names: readonly string[],
  { cwd, env, state }: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly state: string },
): Promise<ModuleDocs> {
  const sorted = [...new Set(names)].sort();
  return once(JSON.stringify([sorted, state]), async () => {
    if (sorted.length === 0) return new Map();
    const said = await run([...argv, '--json', '--type', 'module', ...sorted], { cwd, env, timeoutMs: 120_000 });
    if (said.code !== 0) throw new Error(`ansible-doc: ${lastLines(said)}`);
    return readModuleDocs(said.stdout);
  });
}

function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(key) as Promise<T> | undefined;
  const answer = known ?? ask();
  answers.set(key, answer);
  // What failed is asked again.
  answer.catch(() => answers.delete(key));
  return answer;
}
