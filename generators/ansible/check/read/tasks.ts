/** The tasks of a file of a role or of a playbook, blocks and plays unfolded. */

import { isMap, isSeq, type Node } from 'yaml';
import type { Fault } from '../fault.ts';
import { type Entry, elementsOf, entriesOf, valueAt, type YamlFile } from './yaml-file.ts';

export interface Task {
  readonly file: string;
  readonly line: number;
  readonly node: Node;
  readonly entries: readonly Entry[];
  /** `set_fact`, by its full name, with what it is given. Undefined: no key is a module, or several could be. */
  readonly module?: Entry;
  readonly handler: boolean;
}

export interface Play {
  readonly file: string;
  readonly line: number;
  readonly entries: readonly Entry[];
  /** Empty for a line that imports another playbook. */
  readonly hosts: Node | null;
}

export interface TasksOfFile {
  readonly plays: readonly Play[];
  readonly tasks: readonly Task[];
  /** Keys of blocks, which are not in a task, for their conditions and variables. */
  readonly blocks: readonly (readonly Entry[])[];
  readonly faults: readonly Fault[];
}

const LISTS_OF_A_PLAY = ['pre_tasks', 'tasks', 'post_tasks', 'handlers'];
const LISTS_OF_A_BLOCK = ['block', 'rescue', 'always'];
/** A key of a playbook's list that is neither a play nor a task. */
const IMPORT = 'ansible.builtin.import_playbook';

/** `keywords` are all words that a task, block or handler may have beside its module. */
export function readTasks(file: YamlFile, keywords: ReadonlySet<string>, handlers = false): TasksOfFile {
  const plays: Play[] = [];
  const tasks: Task[] = [];
  const blocks: (readonly Entry[])[] = [];
  const faults: Fault[] = [...file.faults];
  const fault = (line: number, says: string) => void faults.push({ file: file.path, line, says });

  const walk = (list: Node | null | undefined, handler: boolean): void => {
    if (list == null) return;
    if (!isSeq(list)) fault(file.lineOf(list), 'this is no list of tasks');
    for (const node of elementsOf(list)) {
      if (!isMap(node)) fault(file.lineOf(node), 'this is no task');
      else if (valueAt(node, 'block') !== undefined) block(node, handler);
      else tasks.push(taskOf(node, handler));
    }
  };
  const block = (node: Node, handler: boolean): void => {
    const entries = entriesOf(file, node);
    blocks.push(entries.filter(({ key }) => !LISTS_OF_A_BLOCK.includes(key)));
    for (const { key, line } of entries) if (!keywords.has(key)) fault(line, `"${key}" is no key of a block`);
    for (const list of LISTS_OF_A_BLOCK) walk(valueAt(node, list), handler);
  };
  const taskOf = (node: Node, handler: boolean): Task => {
    const entries = entriesOf(file, node);
    const line = entries[0]?.line ?? file.lineOf(node);
    const candidates = entries.filter(({ key }) => !keywords.has(key) && !key.startsWith('with_'));
    const [module, ...others] = candidates.toSorted((one, other) => dots(other.key) - dots(one.key));
    const old = entries.find(({ key }) => key === 'action' || key === 'local_action');
    if (old !== undefined) fault(old.line, `"${old.key}" hides the module; write its full name as the key`);
    else if (module === undefined) fault(line, 'the task has no module');
    for (const other of others) fault(other.line, `"${other.key}" is no key of a task`);
    return { file: file.path, line, node, entries, handler, ...(module === undefined || old !== undefined ? {} : { module }) };
  };

  const isPlaybook = elementsOf(file.root).some((node) => valueAt(node, 'hosts') !== undefined || valueAt(node, IMPORT) !== undefined);
  if (!isPlaybook) walk(file.root, handlers);
  for (const node of isPlaybook ? elementsOf(file.root) : []) {
    const entries = entriesOf(file, node);
    plays.push({ file: file.path, line: entries[0]?.line ?? file.lineOf(node), entries, hosts: valueAt(node, 'hosts') ?? null });
    for (const list of LISTS_OF_A_PLAY) walk(valueAt(node, list), list === 'handlers');
  }
  return { plays, tasks, blocks, faults };
}

const dots = (key: string): number => key.split('.').length;
