import { firewallOf } from '../../core/facts/network/firewall.ts';
import { type Flow, type FlowKind, serviceText, type Zone } from '../../core/facts/network/flow.ts';
import { flowsOf } from '../../core/facts/network/flows.ts';
import { rulesOf } from '../../core/facts/network/matrix.ts';
import type { AllowRule } from '../../core/model/allow/allow.ts';
import { model, pagePath } from './lab.ts';

export { serviceText };

/** Page that every flow has a place on. */
export const MATRIX = '/networks/matrix/';

/** Why something passes, in a word or two. */
export const FLOW_KIND = {
  admin: 'administration',
  allow: 'allowed by hand',
  backup: 'backup',
  dhcp: 'DHCP',
  dns: 'names',
  internet: 'internet access',
  need: 'need',
  probe: 'status check',
  route: 'ingress to service',
  scrape: 'metrics',
  storage: 'files',
  tunnel: 'tunnel',
  use: 'use',
  web: 'web pages',
} as const satisfies Record<FlowKind, string>;

export const WAY = {
  routed: 'through the router',
  switch: 'within one network',
  machine: 'on one machine',
} as const satisfies Record<Flow['way'], string>;

/** Id of a flow's row. A flow's id has dots, which stylesheets and scripts read as something else, and no underscore. */
export const flowAnchor = ({ id }: Flow): string => `flow-${id.replaceAll('.', '_')}`;

/** Site path of a flow's row. */
export const flowPath = (flow: Flow): string => `${MATRIX}#${flowAnchor(flow)}`;

const WAYS = ['routed', 'switch', 'machine'] as const satisfies readonly Flow['way'][];

/** Every flow, those that the router decides about first. */
export const allFlows: readonly Flow[] = flowsOf(model).toSorted((a, b) => WAYS.indexOf(a.way) - WAYS.indexOf(b.way));

/** The flows that let this one through, when the router has no separate rule for it. */
export const coveredBy = (flow: Flow): readonly Flow[] => firewallOf(model).covered.get(flow) ?? [];

/** What a router's rules let into a zone and out of it. */
export const rulesAt = (zone: Zone): ReturnType<typeof rulesOf> => rulesOf(firewallOf(model), zone);

const allowed = Map.groupBy(
  flowsOf(model).filter(({ kind }) => kind === 'allow'),
  ({ id }) => id.split('.')[1] ?? '',
);
const rules = new Map(model.allow.map((rule) => [rule.id, rule]));

/** What a rule that a person wrote lets through. */
export const flowsOfRule = ({ id }: AllowRule): readonly Flow[] => allowed.get(id) ?? [];

/** Site path of the rule that a person wrote for a flow. */
export function allowPath({ kind, id }: Flow): string | undefined {
  const rule = kind === 'allow' ? rules.get(id.split('.')[1] ?? '') : undefined;
  return rule && pagePath(rule.subject);
}
