import type { Laid } from './laid.ts';
import { measureText } from './measure-text.ts';
import { drawEdge } from './svg-edge.ts';
import type { View, ViewEdge } from './view.ts';
import { element, escapeText } from './xml.ts';

/** Plain relations speak for themselves. */
const WORDS: Partial<Record<ViewEdge['kind'], string>> = {
  request: 'requests',
  data: 'data',
  backup: 'backups',
  metrics: 'measurements',
  need: 'needs',
};

const LINE = 28;
const GAP = 20;

/** Explains the lines below the picture when there is more than one sort of them. */
export function legendOf(view: View, laid: Laid): { readonly svg: string; readonly width: number; readonly height: number } {
  const kinds = (Object.keys(WORDS) as ViewEdge['kind'][]).filter((kind) => view.edges.some((edge) => edge.kind === kind && !edge.planned));
  const planned = [...view.edges, ...view.nodes, ...view.groups].some((thing) => thing.planned);
  const entries: { kind: ViewEdge['kind']; planned?: true; text: string }[] = kinds.map((kind) => ({ kind, text: WORDS[kind] ?? '' }));
  if (planned && entries.length) entries.push({ kind: 'relation', planned: true, text: 'planned' });
  if (entries.length < 2) return { svg: '', width: 0, height: 0 };
  const y = laid.height + 16;
  let x = 8;
  const parts = entries.map(({ kind, text, ...rest }) => {
    const points = [
      { x, y },
      { x: x + LINE, y },
    ];
    const line = drawEdge({ edge: { from: '', to: '', kind, ...rest }, points });
    const label = element('text', { class: 'dg-legend', x: x + LINE + 7, y: y + 4 }, escapeText(text));
    x += LINE + 7 + Math.ceil(measureText(text, 'edge')) + GAP;
    return line + label;
  });
  return { svg: element('g', { 'aria-hidden': 'true' }, parts.join('')), width: x, height: 32 };
}
