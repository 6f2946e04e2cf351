/** A YAML file of Ansible's, which reads YAML 1.1, with the places of its parts. */

import { isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import type { Fault } from '../fault.ts';

export interface YamlFile {
  readonly path: string;
  readonly root: ParsedNode | null;
  readonly lineOf: (node: Node | null | undefined) => number;
  readonly faults: readonly Fault[];
}

/** A key of a map with its value. */
export interface Entry {
  readonly key: string;
  readonly line: number;
  readonly value: Node | null;
}

export function readYaml(path: string, text: string): YamlFile {
  const lines = new LineCounter();
  // Tags such as `!vault` are values of their own.
  const document = parseDocument(text, { version: '1.1', lineCounter: lines, logLevel: 'silent', resolveKnownTags: false });
  const faults = document.errors.map(({ message, linePos }) => ({ file: path, line: linePos?.[0].line ?? 1, says: firstLine(message) }));
  return {
    path,
    root: document.contents,
    lineOf: (node) => (node?.range == null ? 1 : lines.linePos(node.range[0]).line),
    faults,
  };
}

/** The entries of a map in their order; none of anything else. */
export function entriesOf(file: YamlFile, node: Node | null | undefined): Entry[] {
  if (!isMap(node)) return [];
  return (node as YAMLMap<Node, Node | null>).items.map(({ key, value }) => ({
    key: isScalar(key) ? String(key.value) : '',
    line: file.lineOf(key),
    value,
  }));
}

/** The value of a key of a map. */
export function valueAt(node: Node | null | undefined, key: string): Node | null | undefined {
  return isMap(node)
    ? (node as YAMLMap<Node, Node | null>).items.find((each) => isScalar(each.key) && each.key.value === key)?.value
    : undefined;
}

/** The elements of a list; none of anything else. */
export function elementsOf(node: Node | null | undefined): Node[] {
  return isSeq(node) ? (node.items as Node[]) : [];
}

/** The text of a scalar, or undefined. */
export function textOf(node: Node | null | undefined): string | undefined {
  return isScalar(node) && node.value !== null ? String(node.value) : undefined;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
