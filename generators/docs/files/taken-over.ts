import type { Model } from '../../../core/contract.ts';
import { exposureOf } from '../../../core/facts/exposure.ts';
import { isOpen } from '../../../core/facts/exposure-summary.ts';
import { answeringIn, answerTexts, isOpenThere } from '../../../core/facts/network/answers-in.ts';
import { blastRadius } from '../../../core/facts/network/blast-radius.ts';
import { type Flow, serviceText } from '../../../core/facts/network/flow.ts';
import { hostnamesFromOne } from '../../../core/facts/network/hostnames-from.ts';
import type { Network } from '../../../core/model/network/network.ts';
import type { Route } from '../../../core/roles/route.ts';
import { type Content, code, link } from '../../../formats/markdown.ts';

import { once } from '../../../lib/once.ts';
import { docLink } from './doc-path.ts';
import { endOf } from './flow-rows.ts';
import { codes, links, sectionTable } from './page.ts';

/** What an attacker gets at who has taken over something in a network: one line for each thing, so that a diff shows what was added. */
export function takenOver(model: Model, network: Network): string {
  const from = network.subject;
  const { beyond, fromOne, pivots, hostnames } = blastRadius(model, network);
  const through = (how: string) => (flow: Flow) => [how, endOf(from, model, flow.to), code(serviceText(flow))];
  const byHostname = (how: string) => (route: Route) => [
    `${how}, ${asks(model, route) ? 'behind a login' : 'without a login at the ingress'}`,
    link(route.service.title, docLink(from, route.service.subject)),
    code(route.exposure.hostname),
  ];
  const rows: readonly (readonly Content[])[] = [
    ...answeringIn(model, network).map((where) => [
      isOpenThere(where) ? 'beside it, no router is asked' : `beside it, from ${sources(where.only ?? [])} only`,
      link(where.service.title, docLink(from, where.service.subject)),
      codes(answerTexts(where.ports)),
    ]),
    ...beyond.map(through('through the router')),
    ...fromOne.map((flow) => through(`through the router, from ${flow.from.title} only`)(flow)),
    ...hostnames.map(byHostname('by hostname')),
    ...hostnamesFromOne(model, network).flatMap(({ flow, hostnames: seen }) =>
      seen.map(byHostname(`by hostname, from ${flow.from.title} only`)),
    ),
    ...pivots.map(({ machine, networks }) => [
      'by a machine that stands elsewhere, too',
      link(machine.title, docLink(from, machine.subject)),
      links(from, networks),
    ]),
  ];
  return sectionTable('If something in here is taken over, it gets at', ['How', 'What', 'Where'], rows);
}

function asks(model: Model, route: Route): boolean {
  return asking(model).has(route);
}

/** Hostnames that ask people at home who they are. */
const asking = once(
  (model: Model) =>
    new Set(
      exposureOf(model)
        .filter((way) => way.audience === 'lan' && !isOpen(way))
        .map(({ route }) => route),
    ),
);

/** What the firewall of a machine lets in. */
function sources(only: readonly Flow[]): string {
  return [...new Set(only.map(({ from }) => from.title))].join(', ');
}
