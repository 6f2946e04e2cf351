/** `ansible-playbook --syntax-check`: of all playbooks in one call, and of each alone to say which one it is. */

import { join } from 'node:path';
import pLimit from 'p-limit';
import { run } from '../../../tools/process.ts';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { ansiblePlaybook } from '../tool.ts';
import { FOLDER, inCopy } from './folder.ts';

const AT_ONCE = 2;
const CHECK_MS = 120_000;

export const syntaxChecker: Checker = {
  id: 'ansible-syntax',
  title: 'ansible-playbook --syntax-check',
  needs: ansiblePlaybook,
  check: (files, { root, argv }) =>
    inCopy(root, async ({ folder, env }) => {
      const inFolder = (path: string) => join(folder, path.slice(FOLDER.length + 1));
      const ask = async (paths: readonly string[]) => {
        const said = await run([...argv, '--syntax-check', '--inventory', 'inventory', ...paths.map(inFolder)], {
          cwd: folder,
          env,
          timeoutMs: CHECK_MS,
        });
        const warned = /^\[(?:WARNING|DEPRECATION WARNING|ERROR)\][\s\S]*/m.exec(said.stderr)?.[0] ?? '';
        return {
          ok: said.code === 0 && warned === '',
          detail: (warned || (said.code === 0 ? '' : said.stderr)).trim().split('\n').slice(0, 6).join('\n'),
        };
      };
      const all = await ask(files.map(({ path }) => path));
      if (all.ok) return files.map(({ path }) => ({ path, ok: true, detail: '' }));
      const limit = pLimit(AT_ONCE);
      const each = await Promise.all(files.map(({ path }) => limit(async (): Promise<Judgement> => ({ path, ...(await ask([path])) }))));
      // Each alone may be right where two together are not.
      return each.every(({ ok }) => ok) ? each.map(({ path }) => ({ path, ...all })) : each;
    }),
};
