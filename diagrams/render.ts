import type { State } from '../core/contract.ts';
import type { View } from '../core/facts/views/view.ts';
import type { SubjectId } from '../core/model/node.ts';
import type { Laid } from './laid.ts';
import { layoutFlow } from './layout-flow.ts';
import { layoutLayers } from './layout-layers.ts';
import type { Mark } from './marks.ts';
import { canHaveMark } from './node-size.ts';
import { toSvg } from './svg.ts';

export interface RenderOptions {
  /** Site path below which pages stand, without a final `/`: `` or `/lab`. */
  readonly base?: string;
  /** State of every thing that was looked at. Absent: no states are drawn. */
  readonly states?: ReadonlyMap<SubjectId, State>;
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

/** Things that can be asked and were not seen are unknown, never up; things that nobody asks have no mark. */
function markOf(thing: { readonly subject?: SubjectId; readonly planned?: boolean }, states: RenderOptions['states']): Mark | undefined {
  if (thing.planned) return 'planned';
  if (!states || !thing.subject) return undefined;
  return states.get(thing.subject) ?? (canHaveMark(thing) ? 'unknown' : undefined);
}
