import type { View, ViewEdge, ViewGroup, ViewItem, ViewNode } from '../../../diagrams/view.ts';
import type { SubjectId } from '../../model/node.ts';
import { linkPart } from './link-part.ts';

/** One tile in a node, which may stand for a thing of the lab. */
export type Tile = ViewItem<SubjectId>;

/** A view in the making: keeps ids unique, edges single, links things to their pages, and remembers which node shows which thing. */
export interface Draft {
  /** Adds a group; returns its id, which has a number when the wanted one was taken. */
  group(group: ViewGroup<SubjectId>): string;
  /** Adds a node and notes it as the picture of its subject and of its items' subjects. Returns its id likewise. */
  node(node: ViewNode<SubjectId>): string;
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
      const id = unique(wanted.id);
      groups.push({ ...linkPart(wanted), id, ...(wanted.tags ? { tags: wanted.tags.map(linkPart) } : {}) });
      note(wanted.subject, id);
      return id;
    },
    node(wanted) {
      const id = unique(wanted.id);
      nodes.push({ ...linkPart(wanted), id, ...(wanted.items ? { items: wanted.items.map(linkPart) } : {}) });
      note(wanted.subject, id);
      for (const item of wanted.items ?? []) note(item.subject, id);
      return id;
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
