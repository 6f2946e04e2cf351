/**
 * Reads all roles and playbooks at once: arguments of modules by `ansible-doc`, names of variables, and what tasks refer to. The linter and
 * `--syntax-check` take a misspelt argument, and Ansible finds a missing handler or file only when it comes to it.
 */

import { createHash } from 'node:crypto';
import type { Checker } from '../../../tools/verify/checker.ts';
import { ansibleDoc } from '../tool.ts';
import { keywordsOf, moduleDocs } from './documentation.ts';
import type { Fault } from './fault.ts';
import { inCopy, textsOf, verdicts } from './folder.ts';
import { judgeArguments } from './judge/arguments.ts';
import type { ModuleDocs } from './judge/options.ts';
import { judgeReferences } from './judge/references.ts';
import { judgeVariables } from './judge/variables.ts';
import { type Project, readProject } from './read/project.ts';

export const argumentsChecker: Checker = {
  id: 'ansible-arguments',
  title: 'ansible-doc',
  needs: ansibleDoc,
  check: (files, { root, argv }) =>
    inCopy(root, async ({ folder, env }) => {
      const texts = await textsOf(folder);
      const project = readProject(texts, await keywordsOf(argv, env));
      const modules = [...texts.keys()].filter((path) => /\/plugins\/(?:modules|doc_fragments)\//.test(path));
      const state = stampOf(modules.map((path) => texts.get(path) ?? ''));
      const docs = await moduleDocs(argv, namesOf(project), { cwd: folder, env, state });
      return verdicts(files, judgeProject(project, docs));
    }),
};

/** All faults of a project, by file and line. */
export function judgeProject(project: Project, docs: ModuleDocs): readonly Fault[] {
  const args = project.units.flatMap(({ sources }) =>
    sources.flatMap(({ yaml, tasks }) => (yaml === undefined ? [] : judgeArguments(yaml, tasks, docs))),
  );
  const faults = [...project.faults, ...args, ...judgeVariables(project), ...judgeReferences(project)];
  return faults.sort((one, other) => (one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1));
}

/** Every module that a task names by its full name. */
function namesOf({ units }: Project): string[] {
  const names = units.flatMap(({ sources }) => sources.flatMap(({ tasks }) => tasks.map(({ module }) => module?.key ?? '')));
  return names.filter((name) => /^\w+\.\w+\.\w[\w.]*$/.test(name));
}

function stampOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}\n${text}`);
  return hash.digest('hex');
}
