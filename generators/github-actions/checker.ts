import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checker } from '../../tools/verify/checker.ts';
import { workflowFaults } from './check/workflow-faults.ts';

/** What a linter of workflows takes and what must not be in one that reaches the machines. */
const workflowSafety = {
  id: 'workflow-safety',
  title: 'rules for workflows',
  ourReading: true,
  check: (files, { root }) =>
    Promise.all(
      files.map(async ({ path }) => {
        const faults = workflowFaults(await readFile(join(root, path), 'utf8'));
        return { path, ok: faults.length === 0, detail: faults.join('\n') };
      }),
    ),
} as const satisfies Checker;

export default [workflowSafety] as const;
