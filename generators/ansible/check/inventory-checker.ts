/** `ansible-inventory --list`: every machine of the inventory has an address, every file of variables is read, and nothing is warned of. */

import { z } from 'zod';
import { lastLines, run } from '../../../tools/process.ts';
import type { Checker } from '../../../tools/verify/checker.ts';
import { ansibleInventory } from '../tool.ts';
import type { Fault } from './fault.ts';
import { inCopy, verdicts } from './folder.ts';

const READ_MS = 120_000;

const listed = z.looseObject({ _meta: z.object({ hostvars: z.record(z.string(), z.record(z.string(), z.unknown())) }) });
/** What each machine is told in files of its own. */
const OWN = {
  ansible_host: 'machine.yaml',
  rackbook_stacks: 'stacks.yaml',
  rackbook_secret_files: 'secrets.yaml',
  rackbook_rebuild: 'operations.json',
} as const;

export const inventoryChecker: Checker = {
  id: 'ansible-inventory',
  title: 'ansible-inventory',
  needs: ansibleInventory,
  check: (files, { root, argv }) =>
    inCopy(root, async ({ folder, env }) => {
      const said = await run([...argv, '--inventory', 'inventory', '--list'], { cwd: folder, env, timeoutMs: READ_MS });
      const everywhere = (says: string) => files.map(({ path }) => ({ path, ok: false, detail: says }));
      if (said.code !== 0) return everywhere(lastLines(said));
      if (/\[WARNING\]/.test(said.stderr)) return everywhere(said.stderr.trim().slice(0, 1000));
      const { _meta } = listed.parse(JSON.parse(said.stdout));
      const faults = Object.entries(_meta.hostvars).flatMap(([machine, variables]) =>
        Object.entries(OWN).flatMap(([name, file]): Fault[] =>
          variables[name] === undefined
            ? [{ file: `inventory/host_vars/${machine}/${file}`, line: 1, says: `${machine} has no ${name}` }]
            : [],
        ),
      );
      return verdicts(files, faults);
    }),
};
