/** What a task names is there: handlers, files of its role, and roles. Ansible itself finds out only when it comes to them. */

import { isScalar } from 'yaml';
import { suggest } from '../../../../lib/suggest.ts';
import type { Fault } from '../fault.ts';
import type { Project, Source, Unit } from '../read/project.ts';
import type { Task } from '../read/tasks.ts';
import { elementsOf, textOf, valueAt } from '../read/yaml-file.ts';

/** Modules that read a file of the role: the arguments that name it, and the folders in which it is looked for, in this order. */
const READS: Readonly<Record<string, { readonly names: readonly string[]; readonly folders: readonly string[] }>> = {
  'ansible.builtin.template': { names: ['src'], folders: ['templates'] },
  'ansible.builtin.copy': { names: ['src'], folders: ['files'] },
  'ansible.builtin.unarchive': { names: ['src'], folders: ['files'] },
  'ansible.builtin.script': { names: ['cmd', ''], folders: ['files'] },
  'ansible.builtin.include_tasks': { names: ['file', ''], folders: ['tasks'] },
  'ansible.builtin.import_tasks': { names: ['file', ''], folders: ['tasks'] },
  'ansible.builtin.include_vars': { names: ['file', ''], folders: ['vars'] },
};
const RUNS_ROLES = new Set(['ansible.builtin.include_role', 'ansible.builtin.import_role']);

export function judgeReferences(project: Project): Fault[] {
  const everyHandler = new Set(project.units.flatMap(handlersOf));
  const roles = new Set(project.units.flatMap(({ role }) => (role === undefined ? [] : [role])));
  return project.units.flatMap((unit) => {
    // A playbook may call the handlers of roles that it runs.
    const handlers = unit.role === undefined ? everyHandler : new Set(handlersOf(unit));
    return unit.sources.flatMap((source) => [
      ...source.tasks.flatMap((task) => [
        ...judgeNotify(source, task, handlers),
        ...judgeFile(source, task, project.paths),
        ...judgeRole(source, task, roles),
      ]),
      ...judgePlays(source, roles, project.paths),
    ]);
  });
}

function handlersOf({ sources }: Unit): string[] {
  return sources.flatMap(({ tasks }) =>
    tasks
      .filter(({ handler }) => handler)
      .flatMap(({ node }) => [
        textOf(valueAt(node, 'name')),
        textOf(valueAt(node, 'listen')),
        ...elementsOf(valueAt(node, 'listen')).map(textOf),
      ])
      .filter((name) => name !== undefined),
  );
}

function judgeNotify(source: Source, { node }: Task, handlers: ReadonlySet<string>): Fault[] {
  const notify = valueAt(node, 'notify');
  const names = notify == null ? [] : isScalar(notify) ? [notify] : elementsOf(notify);
  return names.flatMap((each) => {
    const name = textOf(each) ?? '';
    const line = source.yaml?.lineOf(each) ?? 1;
    if (name.includes('{{'))
      return [{ file: source.path, line, says: 'the handler has an expression in its name, so that it cannot be looked for' }];
    return handlers.has(name) ? [] : [{ file: source.path, line, says: `there is no handler "${name}"${likely(name, handlers)}` }];
  });
}

function judgeFile(source: Source, { module }: Task, paths: ReadonlySet<string>): Fault[] {
  const reads = module === undefined ? undefined : READS[module.key];
  if (module === undefined || reads === undefined || textOf(valueAt(module.value, 'remote_src')) !== undefined) return [];
  const given = reads.names
    .map((name) => (name === '' ? textOf(module.value) : textOf(valueAt(module.value, name))))
    .find((each) => each !== undefined);
  const [file = ''] = (given ?? '').split(module.key === 'ansible.builtin.script' ? ' ' : '\n');
  if (file === '' || file.includes('{{') || file.startsWith('/')) return [];
  const here = source.path.replace(/[^/]*$/, '');
  const base = 'role' in source.place ? source.path.replace(/^((?:.*\/)?roles\/[^/]+\/).*$/, '$1') : here;
  const looked = [here + file, base + file, ...reads.folders.map((folder) => `${base}${folder}/${file}`)].map(normal);
  const isThere = looked.some((path) => paths.has(path) || [...paths].some((each) => each.startsWith(`${path.replace(/\/$/, '')}/`)));
  return isThere ? [] : [{ file: source.path, line: module.line, says: `there is no ${looked.at(-1)}` }];
}

function judgeRole(source: Source, { module }: Task, roles: ReadonlySet<string>): Fault[] {
  if (module === undefined || !RUNS_ROLES.has(module.key)) return [];
  return roleFaults(source, textOf(valueAt(module.value, 'name')), module.line, roles);
}

function judgePlays(source: Source, roles: ReadonlySet<string>, paths: ReadonlySet<string>): Fault[] {
  return source.plays.flatMap(({ entries, line }) => [
    ...elementsOf(entries.find(({ key }) => key === 'roles')?.value).flatMap((each) =>
      roleFaults(source, textOf(each) ?? textOf(valueAt(each, 'role')), source.yaml?.lineOf(each) ?? line, roles),
    ),
    ...entries
      .filter(({ key }) => key === 'ansible.builtin.import_playbook')
      .flatMap(({ value }) => {
        const file = textOf(value) ?? '';
        const path = normal(source.path.replace(/[^/]*$/, '') + file);
        return file.includes('{{') || paths.has(path) ? [] : [{ file: source.path, line, says: `there is no ${path}` }];
      }),
  ]);
}

/** A role of a collection goes by its last word. */
function roleFaults(source: Source, name: string | undefined, line: number, roles: ReadonlySet<string>): Fault[] {
  if (name === undefined || name.includes('{{')) return [];
  const last = name.split('.').at(-1) ?? '';
  return roles.has(last) ? [] : [{ file: source.path, line, says: `there is no role "${name}"${likely(last, roles)}` }];
}

function likely(word: string, known: Iterable<string>): string {
  const near = suggest(word, known);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
