import { mermaidLabel } from './mermaid-label.ts';
import type { View, ViewEdge, ViewGroup, ViewItem, ViewNode } from './view.ts';

const ARROW: Record<ViewEdge['kind'], string> = {
  request: '==>',
  data: '-->',
  backup: '-->',
  metrics: '-->',
  need: '-->',
  relation: '-->',
};

const SHAPE: Record<ViewNode['shape'], readonly [string, string]> = {
  box: ['[', ']'],
  store: ['[(', ')]'],
  cloud: ['([', '])'],
  person: ['([', '])'],
  note: ['[', ']'],
};

/** Characters in one line of tiles before the next line begins. */
const LINE = 44;

/**
 * The view as Mermaid flowchart text that ends with a newline. Requests are thick, planned edges dotted, planned boxes dashed.
 * Labels are inert whatever they hold: see {@link mermaidLabel}.
 */
export function toMermaid(view: View): string {
  const lines = [`flowchart ${view.direction === 'right' ? 'LR' : 'TB'}`];
  // Mermaid reserves words such as `end` and `click`; a prefix keeps every id clear of them.
  const idOf = (id: string) => `x_${id}`;
  const groupsIn = Map.groupBy(view.groups, ({ parent }) => parent);
  const nodesIn = Map.groupBy(view.nodes, ({ group }) => group);
  const children = (parent: string | undefined, indent: string): void => {
    for (const group of groupsIn.get(parent) ?? []) {
      if (group.bare) {
        children(group.id, indent);
        continue;
      }
      lines.push(`${indent}subgraph ${idOf(group.id)}["${mermaidLabel(groupLines(group))}"]`);
      children(group.id, `${indent}    `);
      lines.push(`${indent}end`);
    }
    for (const node of nodesIn.get(parent) ?? []) {
      const [open, close] = SHAPE[node.shape];
      lines.push(`${indent}${idOf(node.id)}${open}"${mermaidLabel(nodeLines(node))}"${close}`);
    }
  };
  children(undefined, '    ');
  for (const edge of view.edges) {
    const label = edge.label ? `|"${mermaidLabel([edge.label])}"|` : '';
    lines.push(`    ${idOf(edge.from)} ${edge.planned ? '-.->' : ARROW[edge.kind]}${label} ${idOf(edge.to)}`);
  }
  const planned = [...view.groups.filter((group) => !group.bare), ...view.nodes]
    .filter((thing) => thing.planned)
    .map((thing) => idOf(thing.id));
  if (planned.length) lines.push('    classDef planned stroke-dasharray: 5 4', `    class ${planned.join(',')} planned`);
  return `${lines.join('\n')}\n`;
}

/** The lines of a node's label: name, detail, then its tiles, several to a line. */
export function nodeLines(node: ViewNode): string[] {
  const lines = [node.label, ...(node.detail ? [node.detail] : [])];
  let line = '';
  for (const item of node.items ?? []) {
    const text = itemText(item);
    if (line && line.length + text.length + 3 > LINE) {
      lines.push(line);
      line = '';
    }
    line += line ? ` · ${text}` : text;
  }
  return line ? [...lines, line] : lines;
}

export function groupLines(group: ViewGroup): string[] {
  const tags = (group.tags ?? []).map((tag) => tag.label).join(', ');
  return [[group.label, group.detail, tags && `in ${tags}`].filter(Boolean).join(' · ')];
}

function itemText(item: ViewItem): string {
  const notes = [item.detail, item.planned && item.detail !== 'planned' && item.label !== 'planned' ? 'planned' : undefined].filter(
    Boolean,
  );
  return notes.length ? `${item.label} (${notes.join(', ')})` : item.label;
}
