import type { Model } from '../../../core/contract.ts';
import { type Flow, type FlowEnd, serviceText, type Zone } from '../../../core/facts/network/flow.ts';
import type { SubjectId } from '../../../core/model/node.ts';
import { type Content, code, link } from '../../../formats/markdown.ts';
import { docLink } from './doc-path.ts';

export const FLOW_HEAD = ['From', 'To', 'What', 'Why', 'Flow'];

/** One line for one flow, so that in a diff a port that was opened is a line. */
export function flowRow(from: SubjectId, model: Model, flow: Flow): readonly Content[] {
  return [endOf(from, model, flow.from), endOf(from, model, flow.to), code(serviceText(flow)), flow.because, code(flow.id)];
}

/** One end of a flow, linked: `everything in Apps`, `Traefik in DMZ`. */
export function endOf(from: SubjectId, model: Model, { zone, ip, title, subject }: FlowEnd): Content {
  if (zone === 'internet') return 'the internet';
  if (zone === 'router') return zoneTitle(model, zone);
  const network = link(zone.title, docLink(from, zone.subject));
  if (ip === undefined) return ['everything in ', network];
  return [link(title, docLink(from, subject ?? zone.subject)), ' in ', network];
}

/** What people call a zone: the network's title, the router's own. */
export function zoneTitle({ lab }: Model, zone: Zone): string {
  if (zone === 'internet') return 'Internet';
  return zone === 'router' ? (lab.router?.title ?? 'Router') : zone.title;
}
