import Elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs';
import { HEADER } from './box-sizer.ts';
import { gridWidth, itemGrid } from './item-grid.ts';
import { type Laid, type LaidEdge, type LaidGroup, type LaidNode, type Point, toUnit, UNIT } from './laid.ts';
import { measureText } from './measure-text.ts';
import { itemWidth, plainNode } from './node-size.ts';
import type { View, ViewEdge } from './view.ts';

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': `[top=${UNIT},left=${UNIT},bottom=${UNIT},right=${UNIT}]`,
  'elk.spacing.nodeNode': '16',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '10',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '32',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.mergeEdges': 'false',
  'elk.layered.thoroughness': '20',
};

/** Boxes stand in many layers here, so they are narrower than elsewhere. */
const MOST_LABEL = 132;
const MOST_TILE = 184;

let elk: InstanceType<typeof Elk> | undefined;

/** Lays out a view by its edges: things that are joined stand in neighbouring layers. */
export async function layoutLayers(view: View): Promise<Laid> {
  elk ??= new Elk();
  const laid: ElkNode = await elk.layout({
    id: '.',
    layoutOptions: { ...OPTIONS, 'elk.direction': view.direction === 'right' ? 'RIGHT' : 'DOWN' },
    children: childrenOf(view, undefined),
    edges: view.edges.map(elkEdge),
  });
  const boxes = new Map<string, ElkNode>();
  const depths = new Map<string, number>();
  index(laid, 0, boxes, depths);
  const rect = (id: string) => {
    const { x = 0, y = 0, width = 0, height = 0 } = boxes.get(id) ?? {};
    // Whole pixels, so that one-pixel lines are sharp.
    return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
  };
  return {
    width: Math.ceil(laid.width ?? 0),
    height: Math.ceil(laid.height ?? 0),
    groups: view.groups
      .filter((group) => !group.bare && boxes.has(group.id))
      .map((group): LaidGroup => ({ group, depth: depths.get(group.id) ?? 0, ...rect(group.id) })),
    nodes: view.nodes.map((node): LaidNode => {
      const at = rect(node.id);
      const { lines, detail, items } = textOf(node);
      return {
        node,
        lines,
        ...(detail ? { detail } : {}),
        itemsBeside: false,
        items: items.map((item) => ({ ...item, x: item.x + at.x, y: item.y + at.y })),
        ...at,
      };
    }),
    edges: (laid.edges ?? []).map((edge, number) => laidEdge(edge, view.edges[number]!)),
  };
}

function textOf(node: View['nodes'][number]) {
  if (!node.items) return { ...plainNode(node, MOST_LABEL), items: [] };
  const tile = Math.max(...node.items.map(itemWidth), 96);
  const tiles = { labels: 0, tile: toUnit(Math.min(MOST_TILE, tile)), columns: 1 };
  const width = gridWidth(tiles);
  return { width, detail: undefined, ...itemGrid(node, tiles, width) };
}

function childrenOf(view: View, parent: string | undefined): ElkNode[] {
  const groups = view.groups
    .filter((group) => !group.bare && group.parent === parent)
    .map((group): ElkNode => {
      const least = toUnit(measureText(group.label, 'group') + measureText(group.detail ?? '', 'detail') + 8 * UNIT);
      return {
        id: group.id,
        layoutOptions: {
          'elk.padding': `[top=${HEADER + UNIT},left=${2 * UNIT},bottom=${2 * UNIT},right=${2 * UNIT}]`,
          'elk.nodeSize.constraints': 'MINIMUM_SIZE',
          'elk.nodeSize.minimum': `(${least},48)`,
        },
        children: childrenOf(view, group.id),
      };
    });
  const nodes = view.nodes
    .filter((node) => node.group === parent)
    .map((node): ElkNode => {
      const { width, height } = textOf(node);
      return { id: node.id, width, height };
    });
  return [...groups, ...nodes];
}

function elkEdge(edge: ViewEdge, number: number): ElkExtendedEdge {
  const labels = edge.label
    ? [
        {
          id: `l${number}`,
          text: edge.label,
          width: Math.ceil(measureText(edge.label, 'edge')) + 8,
          height: 16,
          layoutOptions: { 'elk.edgeLabels.inline': 'true' },
        },
      ]
    : [];
  return { id: `e${number}`, sources: [edge.from], targets: [edge.to], labels };
}

function laidEdge(edge: ElkExtendedEdge, about: ViewEdge): LaidEdge {
  const section = edge.sections?.[0];
  const points: Point[] = section
    ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }))
    : [];
  const label = edge.labels?.[0];
  if (!label || !about.label) return { edge: about, points };
  return {
    edge: about,
    points,
    label: { text: about.label, x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 },
  };
}

function index(box: ElkNode, depth: number, boxes: Map<string, ElkNode>, depths: Map<string, number>): void {
  for (const child of box.children ?? []) {
    boxes.set(child.id, child);
    depths.set(child.id, depth);
    index(child, depth + 1, boxes, depths);
  }
}
