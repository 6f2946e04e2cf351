/** `ansible-config validate`: every setting of the file is one that Ansible has. */

import { lastLines, run } from '../../../tools/process.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { ansibleConfig } from '../tool.ts';
import { inCopy } from './folder.ts';

const READ_MS = 60_000;

export const settingsChecker: Checker = {
  id: 'ansible-config',
  title: 'ansible-config validate',
  needs: ansibleConfig,
  check: (files, { root, argv }) =>
    inCopy(root, async ({ folder, env }) => {
      const said = await run([...argv, 'validate', '--format', 'ini', '--config', 'ansible.cfg'], { cwd: folder, env, timeoutMs: READ_MS });
      return files.map(({ path }) => ({ path, ok: said.code === 0, detail: said.code === 0 ? '' : lastLines(said) }));
    }),
};
