import type { Laid } from './laid.ts';
import { legendOf } from './legend.ts';
import { drawGroup, drawNode, type Site } from './svg-box.ts';
import { drawEdge, drawEdgeLabel } from './svg-edge.ts';
import type { View } from './view.ts';
import { element, escapeText } from './xml.ts';

/** Widths for which `diagram.css` has a least size, in pixels; the greatest that is not wider than the picture counts. */
export const WIDTH_STEPS = [320, 480, 640, 800, 960, 1120] as const;

/** The laid-out view as SVG text: classes only, no styles, scripts or ids of things, so that one file serves both themes. */
export function toSvg(view: View, laid: Laid, site: Site): string {
  const legend = legendOf(view, laid);
  const width = Math.ceil(Math.max(laid.width, legend.width));
  const height = Math.ceil(laid.height + legend.height);
  const described = `diagram-${view.id}-description`;
  const step = WIDTH_STEPS.findLast((least) => least <= width);
  const parts = [
    element('desc', { id: described }, escapeText(view.description)),
    ...laid.groups.toSorted((a, b) => a.depth - b.depth).map((group) => drawGroup(group, site)),
    ...laid.edges.toSorted((a, b) => Number(!a.edge.planned) - Number(!b.edge.planned)).map(drawEdge),
    ...laid.nodes.map((node) => drawNode(node, site)),
    ...laid.edges.map(drawEdgeLabel),
    legend.svg,
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: `dg${step ? ` dg-w${step}` : ''}`,
    role: 'group',
    'aria-label': view.title,
    'aria-describedby': described,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  };
  return `${element('svg', attributes, parts.filter(Boolean).join('\n'))}\n`;
}
