import { lastLines, run } from '../../../tools/process.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { btrbk } from '../tool.ts';

/**
 * `btrbk list config`: it reads all of a file and says what it has understood, without reading a file system. A warning, as of an option that
 * is set twice or is no more, is a refusal too; so is a file in which it finds nothing to do.
 */
export const btrbkChecker: Checker = {
  id: 'btrbk',
  title: 'btrbk',
  needs: btrbk,
  async check(files, { root, argv }) {
    const verdicts = files.map(async ({ path, acceptance }) => {
      const done = await run([...argv, ...acceptance.argv(path)], { cwd: root, timeoutMs: 60_000 });
      const found = done.stdout.split('\n').filter((line) => line.startsWith('format="config"')).length;
      if (done.code !== 0 || done.stderr.trim() !== '') return { path, ok: false, detail: lastLines(done) };
      return { path, ok: found > 0, detail: found === 1 ? '1 subvolume' : `${found} subvolumes` };
    });
    return Promise.all(verdicts);
  },
};
