import type { GeneratedFile, Model, System } from '../../core/contract.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { alertingOf } from './facts/alerting.ts';
import { alertmanagerConfig } from './files/config.ts';

const HEADER = ['Generated from the inventory; edit that, then npm run gen.'];
const KEY_ORDER = { '': ['route', 'receivers'], 'route.routes.*': ['matchers', 'receiver'], 'receivers.*': ['name'] };

export default {
  id: 'alertmanager',
  title: 'Alertmanager',
  *files(model: Model): Iterable<GeneratedFile> {
    const alerting = alertingOf(model);
    if (!alerting) return;
    yield {
      path: `${alerting.folder}/alertmanager.yml`,
      content: emitYaml(alertmanagerConfig(model, alerting), { header: HEADER, keyOrder: KEY_ORDER }),
      about: [alerting.service.subject],
    };
  },
  accept: [{ tool: 'amtool', match: /^infra\/alertmanager\/[^/]+\/alertmanager\.yml$/, argv: (path) => ['check-config', path] }],
} as const satisfies System;
