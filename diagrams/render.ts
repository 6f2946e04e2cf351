import type { Laid } from './laid.ts';
import { layoutFlow } from './layout-flow.ts';
import { layoutLayers } from './layout-layers.ts';
import type { DrawnState, Mark } from './marks.ts';
import { toSvg } from './svg.ts';
import type { View, ViewItem } from './view.ts';

export interface RenderOptions {
  /** Site path below which pages stand, without a final `/`: `` or `/lab`. */
  readonly base?: string;
  /** State of every thing that was looked at, by its subject. Absent: no states are drawn. */
  readonly states?: ReadonlyMap<string, DrawnState>;
}

/** Draws a view as SVG text that ends with a newline. The same view, states and base give the same bytes. */
export async function renderSvg(view: View, options: RenderOptions = {}): Promise<string> {
  const { base = '', states } = options;
  return toSvg(view, await layout(view), {
    base: base.replace(/\/+$/, ''),
    live: states !== undefined,
    mark: (thing) => markOf(thing, states),
  });
}

/** Boxes and ways of a view. */
export async function layout(view: View): Promise<Laid> {
  return view.arrange === 'flow' ? layoutFlow(view) : layoutLayers(view);
}

/** Things that can be asked and were not seen are unknown, never up; things that are never asked have no mark. */
function markOf({ planned, subject, hasState }: ViewItem, states: RenderOptions['states']): Mark | undefined {
  if (planned) return 'planned';
  if (!states || !subject) return undefined;
  return states.get(subject) ?? (hasState ? 'unknown' : undefined);
}
