import pLimit from 'p-limit';
import { makeNamespace } from '../../../testbed/topology/namespace.ts';
import { lastLines } from '../../../tools/process.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { nft } from '../tool.ts';

/**
 * Loads each file into a network namespace of its own, once to try and once in earnest, and a second time over the first: loading it again
 * has to leave what was there. Nothing of this machine's own rules is touched. Then looks that no other table is gone.
 */
export const nftChecker: Checker = {
  id: 'nft-check',
  title: 'nftables',
  needs: nft,
  async obstacle() {
    return process.getuid?.() === 0 ? undefined : 'loading rules into a namespace needs root';
  },
  async check(files, { root, argv }) {
    const limit = pLimit(2);
    return Promise.all(
      files.map(({ path }) =>
        limit(async () => {
          const fault = await faultOf(path, root, argv);
          return { path, ok: fault === undefined, detail: fault ?? 'loaded twice, other tables untouched' };
        }),
      ),
    );
  },
};

const BYSTANDER = 'table ip filter {\n  chain DOCKER-USER {\n    accept\n  }\n}\n';

async function faultOf(path: string, root: string, nft: readonly string[]): Promise<string | undefined> {
  const netns = await makeNamespace();
  try {
    const before = await netns.run([...nft, '--file', '-'], { input: BYSTANDER });
    if (before.code !== 0) return `this kernel takes no rules: ${lastLines(before)}`;
    for (const mode of [['--check'], [], []]) {
      const done = await netns.run([...nft, ...mode, '--file', path], { cwd: root, timeoutMs: 60_000 });
      if (done.code !== 0) return lastLines(done);
    }
    const tables = await netns.run([...nft, 'list', 'tables']);
    return tables.stdout.includes('table ip filter') ? undefined : 'it takes the tables of others away';
  } finally {
    await netns.end();
  }
}
