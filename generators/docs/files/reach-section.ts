import type { Model } from '../../../core/contract.ts';
import { answersIn, answerTexts } from '../../../core/facts/network/answers-in.ts';
import { serviceText } from '../../../core/facts/network/flow.ts';
import { reachOf } from '../../../core/facts/network/reach.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { type Content, code, link, paragraph } from '../../../formats/markdown.ts';
import { docLink } from './doc-path.ts';
import { endOf } from './flow-rows.ts';
import { codes, section, sectionTable } from './page.ts';

/** Who gets to a service without a hostname; what is planned cannot be reached. */
export function reach(model: Model, service: Service): string {
  if (service.planned) return '';
  const from = service.subject;
  const { flows, containers } = reachOf(model, service);
  const rows: readonly (readonly Content[])[] = [
    ...answersIn(model, service).flatMap(({ network, ports, only }) =>
      only
        ? only.map((flow) => [endOf(from, model, flow.from), code(serviceText(flow)), [flow.because, ' ', code(flow.id)]])
        : [
            [
              ['everything in ', link(network.title, docLink(from, network.subject))],
              codes(answerTexts(ports)),
              'no router is asked there',
            ],
          ],
    ),
    ...flows
      .filter(({ way }) => way === 'routed')
      .map((flow) => [endOf(from, model, flow.from), code(serviceText(flow)), [flow.because, ' ', code(flow.id)]]),
    ...containers.map((other) => [link(other.title, docLink(from, other.subject)), '', 'its containers share a network with it']),
  ];
  const title = 'What can reach it without a hostname';
  return rows.length === 0 ? section(title, paragraph('Nothing.')) : sectionTable(title, ['Who', 'On', 'Why'], rows);
}
