/** Every name that a role or playbook reads is declared somewhere that its reader can find; a misspelt one is named with its place. */

import { isScalar, type Node } from 'yaml';
import { suggest } from '../../../../lib/suggest.ts';
import type { Fault } from '../fault.ts';
import { type JinjaNames, namesInExpression, namesInTemplate } from '../read/jinja.ts';
import { type Project, type Source, scalarsOf, type Unit, variablesOfInventory } from '../read/project.ts';
import type { Task } from '../read/tasks.ts';
import { type Entry, elementsOf, entriesOf, textOf, valueAt, type YamlFile } from '../read/yaml-file.ts';
import { KNOWN_NAMES } from './known-names.ts';

/** Keys whose texts are expressions without braces. */
const CONDITIONS = new Set(['when', 'changed_when', 'failed_when', 'until', 'that']);

export function judgeVariables(project: Project): Fault[] {
  const inventory = new Set(project.inventory.flatMap(variablesOfInventory));
  const made = new Map(project.units.map((unit) => [unit, madeIn(unit)]));
  const everywhere = new Set([...made.values()].flatMap((names) => [...names]));
  return project.units.flatMap((unit) => {
    // What a role leaves behind is there for the playbook that runs it.
    const known = unit.role === undefined ? everywhere : (made.get(unit) ?? new Set());
    const declared = declaredIn(unit);
    // A playbook has no place to declare what is given on its command line; it says what it does without.
    const guarded = unit.role === undefined ? guardedIn(unit) : new Set<string>();
    const isKnown = (name: string) => [KNOWN_NAMES, inventory, known, declared, guarded].some((names) => names.has(name));
    const all = [...inventory, ...known, ...declared];
    return unit.sources.flatMap((source) => judgeSource(source, isKnown, all));
  });
}

function judgeSource(source: Source, isKnown: (name: string) => boolean, all: readonly string[]): Fault[] {
  const faults = new Map<string, Fault>();
  const add = (line: number, says: string) => void faults.set(`${line} ${says}`, { file: source.path, line, says });
  for (const { names, line, local } of textsOf(source)) {
    if (names.fault !== undefined) add(line, `an expression cannot be read: ${names.fault}`);
    for (const { name, line: below } of names.reads) {
      if (isKnown(name) || names.makes.has(name) || local.has(name)) continue;
      const near = suggest(name, all);
      add(
        line + below,
        name === 'item' ? '"item" is read outside of a loop' : `"${name}" is declared nowhere${near ? `; did you mean "${near}"?` : ''}`,
      );
    }
  }
  return [...faults.values()];
}

interface ReadText {
  readonly names: JinjaNames;
  readonly line: number;
  /** Names of the task alone. */
  readonly local: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

function* textsOf(source: Source): Iterable<ReadText> {
  const { yaml, place } = source;
  if (place.kind === 'template') yield { names: namesInTemplate(source.text), line: 1, local: NONE };
  if (yaml === undefined) return;
  if (place.kind === 'defaults' || place.kind === 'vars') yield* textsIn(yaml, yaml.root, NONE);
  for (const task of source.tasks) yield* textsIn(yaml, task.node, loopsOver(task) ? new Set(['item']) : NONE);
  for (const block of source.blocks) yield* textsOfEntries(yaml, block);
  for (const play of source.plays)
    yield* textsOfEntries(
      yaml,
      play.entries.filter(({ key }) => !['tasks', 'pre_tasks', 'post_tasks', 'handlers'].includes(key)),
    );
}

function* textsOfEntries(yaml: YamlFile, entries: readonly Entry[]): Iterable<ReadText> {
  for (const { key, value } of entries) yield* textsIn(yaml, value, NONE, key);
}

function* textsIn(yaml: YamlFile, part: Node | null | undefined, local: ReadonlySet<string>, outer = ''): Iterable<ReadText> {
  for (const { key, node } of scalarsOf(yaml, part, outer)) {
    const text = isScalar(node) && typeof node.value === 'string' ? node.value : '';
    const isBare = CONDITIONS.has(key) && !text.includes('{{');
    const line = yaml.lineOf(node) + (isScalar(node) && /^BLOCK/.test(node.type ?? '') ? 1 : 0);
    if (text !== '') yield { names: isBare ? namesInExpression(text) : namesInTemplate(text), line, local };
  }
}

function loopsOver({ entries }: Task): boolean {
  const control = entries.find(({ key }) => key === 'loop_control');
  return entries.some(({ key }) => key === 'loop' || key.startsWith('with_')) && textOf(valueAt(control?.value, 'loop_var')) === undefined;
}

/** Names that tasks make: results, facts, variables of tasks and blocks, and of loops. */
function madeIn({ sources }: Unit): Set<string> {
  const names = new Set<string>();
  for (const { yaml, tasks, blocks } of sources) {
    if (yaml === undefined) continue;
    const variables = (entries: readonly Entry[]) => {
      for (const { key } of entriesOf(yaml, entries.find((entry) => entry.key === 'vars')?.value)) names.add(key);
    };
    for (const block of blocks) variables(block);
    for (const { entries, module } of tasks) {
      variables(entries);
      const given = (key: string) => entries.find((entry) => entry.key === key)?.value;
      const register = textOf(given('register'));
      if (register !== undefined) names.add(register);
      for (const key of ['loop_var', 'index_var']) names.add(textOf(valueAt(given('loop_control'), key)) ?? '');
      if (module?.key === 'ansible.builtin.set_fact') for (const { key } of entriesOf(yaml, module.value)) names.add(key);
      if (module?.key === 'ansible.builtin.include_vars') names.add(textOf(valueAt(module.value, 'name')) ?? '');
    }
  }
  return names;
}

/** Names that are declared for a reader to see. */
function declaredIn({ sources }: Unit): Set<string> {
  const names = new Set<string>();
  for (const { yaml, place, plays } of sources) {
    if (yaml === undefined) continue;
    if (place.kind === 'defaults' || place.kind === 'vars') for (const { key } of entriesOf(yaml, yaml.root)) names.add(key);
    if (place.kind === 'specs')
      for (const { value } of entriesOf(yaml, valueAt(yaml.root, 'argument_specs')))
        for (const { key } of entriesOf(yaml, valueAt(value, 'options'))) names.add(key);
    for (const { entries } of plays) {
      const given = (key: string) => entries.find((entry) => entry.key === key)?.value;
      for (const { key } of entriesOf(yaml, given('vars'))) names.add(key);
      for (const prompt of elementsOf(given('vars_prompt'))) names.add(textOf(valueAt(prompt, 'name')) ?? '');
    }
  }
  return names;
}

function guardedIn({ sources }: Unit): Set<string> {
  const texts = sources.flatMap((source) => [...textsOf(source)]);
  return new Set(texts.flatMap(({ names }) => names.reads.filter(({ guarded }) => guarded).map(({ name }) => name)));
}
