/**
 * Judges the arguments of tasks by the modules' own documentation: every one has a name that is listed, what is required is there, and a
 * value that can be read without running anything is of the kind and among the choices that are listed.
 */

import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { suggest } from '../../../../lib/suggest.ts';
import type { Fault } from '../fault.ts';
import type { Task } from '../read/tasks.ts';
import { type Entry, elementsOf, entriesOf, textOf, type YamlFile } from '../read/yaml-file.ts';
import type { ModuleDoc, ModuleDocs, Option } from './options.ts';

/** Options that stand for a text instead of names. */
const FREE = ['free_form', 'free-form', '_raw_params'];
/** Modules whose further arguments are names of variables. */
const TAKES_ANY = new Set(['ansible.builtin.set_fact', 'ansible.builtin.add_host']);
/** What the documentation calls a text, though it is a map of keywords. */
const KEYWORDS = new Set(['ansible.builtin.include_tasks: apply', 'ansible.builtin.include_role: apply']);
const TRUE_OR_FALSE = /^(?:y|yes|n|no|true|false|on|off|t|f|1|0|1\.0|0\.0)$/i;
/** Kinds that take any text. */
const TEXTS = new Set(['str', 'path', 'raw', 'json', 'jsonarg', 'sid', 'any']);

export function judgeArguments(file: YamlFile, tasks: readonly Task[], docs: ModuleDocs): Fault[] {
  return tasks.flatMap((task) => (task.module === undefined ? [] : judgeTask(file, task, task.module, docs)));
}

function judgeTask(file: YamlFile, task: Task, module: Entry, docs: ModuleDocs): Fault[] {
  const fault = (line: number, says: string): Fault => ({ file: file.path, line, says });
  if (module.key.split('.').length < 3)
    return [fault(module.line, `"${module.key}" is not the full name of a module${hint(module.key, docs)}`)];
  const doc = docs.get(module.key);
  if (doc === undefined) return [fault(module.line, `there is no documented module ${module.key}${hint(module.key, docs)}`)];
  const faults: Fault[] = doc.deprecated === undefined ? [] : [fault(module.line, `${module.key} is deprecated: ${doc.deprecated}`)];
  const separate = task.entries.find(({ key }) => key === 'args');
  const free = FREE.some((name) => name in doc.options);
  const given = argumentsOf(file, module, separate, free);
  if (!Array.isArray(given)) return [...faults, fault(given.line, given.says)];
  const named = Object.fromEntries(Object.entries(doc.options).filter(([name]) => !FREE.includes(name)));
  const open = TAKES_ANY.has(module.key);
  return [...faults, ...judgeMap(file, { given, options: named, open, where: module.key, line: module.line })];
}

/** The arguments with names, or why they cannot be read. */
function argumentsOf(file: YamlFile, module: Entry, separate: Entry | undefined, free: boolean): Entry[] | { line: number; says: string } {
  const more = entriesOf(file, separate?.value);
  if (separate !== undefined && !isMap(separate.value))
    return { line: separate.line, says: '"args" is no map, so that its names cannot be read' };
  if (isMap(module.value)) return [...entriesOf(file, module.value), ...more];
  if (module.value === null || (isScalar(module.value) && module.value.value === null)) return more;
  if (isScalar(module.value) && free) return more;
  return { line: module.line, says: `the arguments of ${module.key} are no map, so that their names cannot be read` };
}

interface Given {
  readonly given: readonly Entry[];
  readonly options: ModuleDoc['options'];
  /** Further names are allowed. */
  readonly open: boolean;
  readonly where: string;
  readonly line: number;
}

function judgeMap(file: YamlFile, { given, options, open, where, line }: Given): Fault[] {
  const fault = (at: number, says: string): Fault => ({ file: file.path, line: at, says });
  const names = new Map(
    Object.entries(options).flatMap(([name, { aliases = [] }]) => [name, ...aliases].map((each) => [each, name] as const)),
  );
  const faults: Fault[] = [];
  const seen = new Map<string, string>();
  for (const { key, line: at, value } of given) {
    const name = names.get(key);
    if (name === undefined) {
      if (!open) faults.push(fault(at, `${where} has no "${key}"${likely(key, [...names.keys()])}`));
      continue;
    }
    const before = seen.get(name);
    if (before !== undefined) faults.push(fault(at, `"${key}" is given a second time, as "${before}"`));
    seen.set(name, key);
    faults.push(...judgeValue(file, { value, option: options[name] ?? {}, name: key, where, line: at }));
  }
  for (const [name, { required, default: usual, aliases = [] }] of Object.entries(options))
    if (required === true && usual === undefined && !seen.has(name) && !open)
      faults.push(fault(line, `${where} needs "${name}"${aliases.length > 0 ? ` (or ${aliases.join(', ')})` : ''}`));
  return faults;
}

interface Value {
  readonly value: Node | null;
  readonly option: Option;
  readonly name: string;
  readonly where: string;
  readonly line: number;
}

function judgeValue(file: YamlFile, { value, option, name, where, line }: Value): Fault[] {
  const fault = (says: string): Fault[] => [{ file: file.path, line, says: `${where}: "${name}" ${says}` }];
  if (value === null || (isScalar(value) && value.value === null) || isExpression(value)) return [];
  if (!isMap(value) && !isSeq(value) && !isScalar(value)) return fault('is an alias, which is not read');
  if (KEYWORDS.has(`${where}: ${name}`)) return isMap(value) ? [] : fault('is a map');
  const type = option.type ?? 'str';
  if (type === 'list') {
    // A text is taken apart at its commas.
    const elements = isSeq(value) ? elementsOf(value) : [];
    const element = { ...option, type: option.elements ?? 'raw' };
    if (isMap(value)) return fault('is a list');
    return elements.flatMap((each) => judgeValue(file, { value: each, option: element, name, where, line: file.lineOf(each) }));
  }
  if (type === 'dict') {
    if (!isMap(value)) return isSeq(value) || !/[=:]/.test(textOf(value) ?? '') ? fault('is a map') : [];
    if (option.suboptions == null) return [];
    return judgeMap(file, { given: entriesOf(file, value), options: option.suboptions, open: false, where: `${where}: ${name}`, line });
  }
  if (!isScalar(value)) return TEXTS.has(type) && type !== 'str' && type !== 'path' ? [] : fault(`is a single ${type}`);
  return judgeScalar(String(value.value), type, option, fault);
}

function judgeScalar(text: string, type: string, { choices }: Option, fault: (says: string) => Fault[]): Fault[] {
  if (type === 'bool' && !TRUE_OR_FALSE.test(text)) return fault(`is true or false, not "${text}"`);
  if (type === 'int' && !/^[-+]?\d+$/.test(text)) return fault(`is a whole number, not "${text}"`);
  if (type === 'float' && Number.isNaN(Number(text))) return fault(`is a number, not "${text}"`);
  const allowed = choices === undefined ? [] : (Array.isArray(choices) ? choices : Object.keys(choices)).map(String);
  if (allowed.length === 0 || type === 'bool' || allowed.includes(text)) return [];
  return fault(`is one of ${allowed.join(', ')}, not "${text}"`);
}

/** Known only when it runs. */
function isExpression(value: Node | null): boolean {
  return isScalar(value) && typeof value.value === 'string' && /\{\{|\{%/.test(value.value);
}

function hint(name: string, docs: ModuleDocs): string {
  const last = name.split('.').at(-1) ?? '';
  const full = [...docs.keys()].filter((each) => each.split('.').at(-1) === last);
  return full.length > 0 ? `; did you mean ${full.join(' or ')}?` : likely(name, [...docs.keys()]);
}

function likely(word: string, known: readonly string[]): string {
  const near = suggest(word, known);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
