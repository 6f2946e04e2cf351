import type { View, ViewEdge, ViewGroup, ViewNode } from './view.ts';

/** The view as a tree of boxes, in the order in which they stand. */
export interface Box {
  readonly id: string;
  readonly node?: ViewNode;
  readonly group?: ViewGroup;
  readonly children: Box[];
  readonly flow: 'right' | 'down';
  readonly depth: number;
}

export function boxTree(view: View): Box {
  const below = (parent: string | undefined, depth: number): Box[] => {
    const boxes = [
      ...view.groups
        .filter((group) => group.parent === parent)
        .map((group) => ({
          order: group.order ?? 0,
          box: { id: group.id, group, flow: group.flow ?? 'down', depth, children: below(group.id, depth + (group.bare ? 0 : 1)) } as Box,
        })),
      ...view.nodes
        .filter((node) => node.group === parent)
        .map((node) => ({ order: node.order ?? 0, box: { id: node.id, node, flow: 'down', depth, children: [] } as Box })),
    ];
    return boxes
      .sort((a, b) => a.order - b.order)
      .map(({ box }) => box)
      .filter((box) => box.node || box.children.length || !box.group?.bare);
  };
  return { id: '', flow: view.direction, depth: 0, children: below(undefined, 0) };
}

/** Whether a frame with a label is drawn around the box's children. */
export function isFramed(box: Box): boolean {
  return box.group !== undefined && !box.group.bare;
}

/** Ids of everything in a box, itself included. */
export function idsIn(box: Box): Set<string> {
  return new Set([box.id, ...box.children.flatMap((child) => [...idsIn(child)])]);
}

/** How many tiles are in a box and all that it holds. */
export function itemCount(box: Box): number {
  return (box.node?.items?.length ?? 0) + box.children.reduce((sum, child) => sum + itemCount(child), 0);
}

/** How many different ways cross from the boxes before a place to those after it: edges to or from one box count once. */
export function crossing(edges: readonly ViewEdge[], before: ReadonlySet<string>, after: ReadonlySet<string>): number {
  const hits = edges.filter((edge) => (before.has(edge.from) && after.has(edge.to)) || (before.has(edge.to) && after.has(edge.from)));
  const by = (end: (edge: ViewEdge) => string) => new Set(hits.map((edge) => `${edge.kind} ${Boolean(edge.planned)} ${end(edge)}`)).size;
  return Math.min(
    by((edge) => edge.from),
    by((edge) => edge.to),
  );
}
