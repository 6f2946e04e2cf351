import type { SubjectId } from '../../model/node.ts';
import type { View, ViewEdge, ViewGroup, ViewNode } from './view.ts';

/** A view in the making: keeps ids unique, edges single, and remembers which node shows which thing. */
export interface Draft {
  /** Adds a group; returns its id, which has a number when the wanted one was taken. */
  group(group: ViewGroup): string;
  /** Adds a node and notes it as the picture of its subject and of its items' subjects. Returns its id likewise. */
  node(node: ViewNode): string;
  /** Adds an edge unless the same two are joined already; a real edge replaces a planned one. With a label, there and back are two. */
  edge(edge: ViewEdge): void;
  /** Id of the node or group that shows a thing. */
  shows(subject: SubjectId): string | undefined;
  /** Notes that a node also stands for a thing, such as a guest whose service is shown. */
  standsFor(subject: SubjectId, node: string): void;
  /** Every thing that something shows, and the id of what does. */
  readonly shown: ReadonlyMap<SubjectId, string>;
  has(id: string): boolean;
  view(about: Omit<View, 'groups' | 'nodes' | 'edges'>): View;
}

export function createDraft(): Draft {
  const groups: ViewGroup[] = [];
  const nodes: ViewNode[] = [];
  const edges = new Map<string, ViewEdge>();
  const shown = new Map<SubjectId, string>();
  const note = (subject: SubjectId | undefined, id: string) => {
    if (subject && !shown.has(subject)) shown.set(subject, id);
  };
  const ids = new Set<string>();
  const unique = (id: string): string => {
    let free = id;
    for (let number = 2; ids.has(free); number++) free = `${id}_${number}`;
    ids.add(free);
    return free;
  };
  return {
    group(wanted) {
      const group = { ...wanted, id: unique(wanted.id) };
      groups.push(group);
      note(group.subject, group.id);
      return group.id;
    },
    node(wanted) {
      const node = { ...wanted, id: unique(wanted.id) };
      nodes.push(node);
      note(node.subject, node.id);
      for (const item of node.items ?? []) note(item.subject, node.id);
      return node.id;
    },
    edge(edge) {
      if (edge.from === edge.to) return;
      const key = `${edge.from} ${edge.to}`;
      const before = edges.get(key) ?? (edge.label ? undefined : edges.get(`${edge.to} ${edge.from}`));
      if (!before || (before.planned && !edge.planned && before.from === edge.from)) edges.set(key, edge);
    },
    shows: (subject) => shown.get(subject),
    standsFor: note,
    shown,
    has: (id) => ids.has(id),
    view: (about) => ({ ...about, groups, nodes, edges: [...edges.values()] }),
  };
}

/** Id of a view's node for a thing: `service_jellyfin`. */
export function viewId(...parts: readonly string[]): string {
  return parts
    .join('_')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
}

/** `1 service`, `3 services`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
