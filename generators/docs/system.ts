import type { GeneratedFile, Generator } from '../../core/contract.ts';
import type { Facts } from '../../core/facts/facts.ts';
import type { Model } from '../../core/model/model.ts';
import { exposurePage } from './files/exposure-page.ts';
import { labPage } from './files/lab-page.ts';
import { guestPage, hostPage } from './files/machine-page.ts';
import { matrixPage } from './files/matrix-page.ts';
import { networkPage } from './files/network-page.ts';
import { recoveryPage } from './files/recovery-page.ts';
import { runbookPage } from './files/runbook-page.ts';
import { servicePage } from './files/service-page.ts';

export default {
  id: 'docs',
  title: 'Documentation',
  *generate(model: Model, facts: Facts): Iterable<GeneratedFile> {
    yield labPage(model, facts);
    yield exposurePage(model, facts);
    yield matrixPage(model, facts);
    yield recoveryPage(model, facts);
    for (const runbook of facts.runbooks) yield runbookPage(facts, runbook);
    for (const host of model.hosts) yield hostPage(model, facts, host);
    for (const guest of model.guests) yield guestPage(model, facts, guest);
    for (const network of model.networks) yield networkPage(model, facts, network);
    const ways = Map.groupBy(facts.exposure, ({ route }) => route.service);
    const guides = Map.groupBy(facts.guides, ({ subject }) => subject);
    for (const service of model.services)
      yield servicePage(model, facts, service, { ways: ways.get(service) ?? [], guides: guides.get(service.subject) ?? [] });
  },
  accept: [{ tool: 'mermaid', match: /^src\/content\/lab\/.*\.md$/, argv: (path) => [path] }],
} satisfies Generator;
