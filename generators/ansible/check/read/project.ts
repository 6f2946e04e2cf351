/** The whole folder of Ansible, read once: its tasks, and what makes names known. Pure. */

import type { Node } from 'yaml';
import type { Fault } from '../fault.ts';
import { type Place, placeOf } from './places.ts';
import { type Play, readTasks, type Task } from './tasks.ts';
import { type Entry, elementsOf, entriesOf, readYaml, valueAt, type YamlFile } from './yaml-file.ts';

/** Files of one role, or all playbooks: what is declared in one place of it counts in all of it. */
export interface Unit {
  /** Undefined for the playbooks. */
  readonly role?: string;
  readonly sources: readonly Source[];
}

export interface Source {
  readonly path: string;
  readonly place: Place;
  readonly text: string;
  /** Absent for templates and other files. */
  readonly yaml?: YamlFile;
  readonly tasks: readonly Task[];
  readonly plays: readonly Play[];
  readonly blocks: readonly (readonly Entry[])[];
}

export interface Project {
  readonly units: readonly Unit[];
  readonly inventory: readonly YamlFile[];
  /** Of reading alone. */
  readonly faults: readonly Fault[];
  readonly paths: ReadonlySet<string>;
}

/** `files` has the texts by their path within the folder. */
export function readProject(files: ReadonlyMap<string, string>, keywords: ReadonlySet<string>): Project {
  const faults: Fault[] = [];
  const inventory: YamlFile[] = [];
  const units = new Map<string | undefined, Source[]>();
  for (const [path, text] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const place = placeOf(path);
    if (place.kind === 'other') continue;
    const yaml = place.kind === 'template' || place.kind === 'file' ? undefined : readYaml(path, text);
    if (place.kind === 'inventory') {
      if (yaml !== undefined) inventory.push(yaml);
      continue;
    }
    const runs = yaml !== undefined && ['tasks', 'handlers', 'playbook'].includes(place.kind);
    const read = runs
      ? readTasks(yaml, keywords, place.kind === 'handlers')
      : { plays: [], tasks: [], blocks: [], faults: yaml?.faults ?? [] };
    faults.push(...read.faults);
    const role = 'role' in place ? place.role : undefined;
    const source: Source = { path, place, text, ...read, ...(yaml === undefined ? {} : { yaml }) };
    units.set(role, [...(units.get(role) ?? []), source]);
  }
  return {
    units: [...units].map(([role, sources]) => (role === undefined ? { sources } : { role, sources })),
    inventory,
    faults,
    paths: new Set(files.keys()),
  };
}

/** Every scalar of a part of a file, with its key, the outermost first. */
export function* scalarsOf(
  file: YamlFile,
  node: Node | null | undefined,
  key = '',
): Iterable<{ readonly key: string; readonly node: Node }> {
  if (node == null) return;
  for (const { key: inner, value } of entriesOf(file, node)) yield* scalarsOf(file, value, inner);
  for (const each of elementsOf(node)) yield* scalarsOf(file, each, key);
  if ('value' in node) yield { key, node };
}

/** Keys of a map, or of the maps of an inventory's hosts and groups that hold variables. */
export function variablesOfInventory(file: YamlFile): string[] {
  if (/(?:^|\/)(?:host_vars|group_vars)\//.test(file.path)) return entriesOf(file, file.root).map(({ key }) => key);
  const group = (node: Node | null | undefined): string[] => [
    ...entriesOf(file, valueAt(node, 'vars')).map(({ key }) => key),
    ...entriesOf(file, valueAt(node, 'hosts')).flatMap(({ value }) => entriesOf(file, value).map(({ key }) => key)),
    ...entriesOf(file, valueAt(node, 'children')).flatMap(({ value }) => group(value)),
  ];
  return entriesOf(file, file.root).flatMap(({ value }) => group(value));
}
