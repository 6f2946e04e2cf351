import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { exposureOf } from '../../core/facts/exposure.ts';
import { guidesOf } from '../../core/facts/guides.ts';
import { runbooksOf } from '../../core/facts/runbooks/runbooks.ts';
import { automationPage } from './files/automation-page.ts';
import { exposurePage } from './files/exposure-page.ts';
import { labPage } from './files/lab-page.ts';
import { guestPage, hostPage } from './files/machine-page.ts';
import { matrixPage } from './files/matrix-page.ts';
import { networkPage } from './files/network-page.ts';
import { recoveryPage } from './files/recovery-page.ts';
import { runbookPage } from './files/runbook-page.ts';
import { secretsPage } from './files/secrets-page.ts';
import { servicePage } from './files/service-page.ts';

export default {
  id: 'docs',
  title: 'Documentation',
  *files(model: Model): Iterable<GeneratedFile> {
    yield labPage(model);
    yield exposurePage(model);
    yield matrixPage(model);
    yield recoveryPage(model);
    const automation = automationPage(model);
    if (automation) yield automation;
    yield secretsPage(model);
    for (const runbook of runbooksOf(model)) yield runbookPage(model, runbook);
    for (const host of model.hosts) yield hostPage(model, host);
    for (const guest of model.guests) yield guestPage(model, guest);
    for (const network of model.networks) yield networkPage(model, network);
    const ways = Map.groupBy(exposureOf(model), ({ route }) => route.service);
    const guides = Map.groupBy(guidesOf(model), ({ subject }) => subject);
    for (const service of model.services)
      yield servicePage(model, service, { ways: ways.get(service) ?? [], guides: guides.get(service.subject) ?? [] });
  },
  accept: [{ tool: 'mermaid', match: /^src\/content\/lab\/.*\.md$/, argv: (path) => [path] }],
} as const satisfies System;
