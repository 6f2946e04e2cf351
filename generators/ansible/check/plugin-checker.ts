/** Modules and plugins of the collection, read by the Python that would run them. `ansible-doc` shows what a module says; this compares it with what it takes. */

import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { lastLines, run } from '../../../tools/process.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { ansibleDoc } from '../tool.ts';
import { FOLDER, inCopy, verdicts } from './folder.ts';

const READ_MS = 60_000;
const SCRIPT = join(import.meta.dirname, 'plugins.py');
const said = z.array(z.tuple([z.string(), z.number(), z.string()]));

export const pluginChecker: Checker = {
  id: 'ansible-plugins',
  title: 'Python, modules',
  needs: ansibleDoc,
  check: (files, { root, argv: [program = ''] }) =>
    inCopy(root, async ({ folder, env }) => {
      const inFolder = (path: string) => join(folder, path.slice(FOLDER.length + 1));
      // What is on the way to the program is a link to it; Python is beside the program itself.
      const python = join(dirname(await realpath(program)), 'python3');
      const asked = await run([python, SCRIPT, ...files.map(({ path }) => inFolder(path))], {
        cwd: folder,
        env,
        timeoutMs: READ_MS,
      });
      if (asked.code !== 0) return files.map(({ path }) => ({ path, ok: false, detail: lastLines(asked) }));
      const faults = said
        .parse(JSON.parse(asked.stdout))
        .map(([path, line, says]) => ({ file: path.slice(folder.length + 1), line, says }));
      return verdicts(files, faults);
    }),
};
