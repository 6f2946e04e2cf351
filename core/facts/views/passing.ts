import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import { type Flow, serviceText, type Zone } from '../network/flow.ts';
import { matrixOf } from '../network/matrix.ts';

/** What the router lets through from one zone to another. */
export interface Passing {
  readonly from: Zone;
  readonly to: Zone;
  readonly flows: readonly Flow[];
  /** `tcp 80, 443`, `Television only: tcp 443`; `tcp 443 and more` where single addresses have more. */
  readonly label: string;
}

/**
 * What passes between networks, and between them and the internet, in the order of the matrix. What networks ask of the router itself is
 * left out, as all of them do; what the internet asks of it is not.
 */
export function passingOf(model: Model): readonly Passing[] {
  return passing(model);
}

const passing = once((model: Model) =>
  matrixOf(model)
    .flat()
    .filter(({ state, from, to }) => state === 'open' && (to !== 'router' || from === 'internet'))
    .map(({ from, to, flows }): Passing => ({ from, to, flows, label: labelOf(flows) })),
);

/** Up to this many ports are listed in a label; more are counted. */
const MOST_LISTED = 3;

function labelOf(flows: readonly Flow[]): string {
  const fromAll = textsOf(flows.filter(({ from }) => from.ip === undefined));
  const narrow = flows.filter(({ from }) => from.ip !== undefined);
  const sources = [...new Set(narrow.map(({ from }) => from.title))];
  if (fromAll.length === 0) return `${sources.length === 1 ? sources[0] : `${sources.length} addresses`} only: ${listed(textsOf(narrow))}`;
  return listed(fromAll) + (sources.length === 0 ? '' : ' and more');
}

function textsOf(flows: readonly Flow[]): readonly string[] {
  return [...new Set(flows.map(serviceText))];
}

function listed(texts: readonly string[]): string {
  const rest = texts.length - MOST_LISTED;
  return rest > 0 ? `${texts.slice(0, MOST_LISTED).join(', ')} and ${rest} more` : texts.join(', ');
}
