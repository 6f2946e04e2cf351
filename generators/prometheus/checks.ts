import type { SystemChecks } from '../../core/contract.ts';
import { checkNodeExporters } from './rules/node-exporter-rule.ts';

export default {
  codes: {
    'node-exporter-container': {
      what: 'A service of `systems.prometheus.node-exporters` has a project',
      why: 'It would run twice on its machine, as a container and from the package, and the second finds its port taken',
    },
  },
  resolved: checkNodeExporters,
} as const satisfies SystemChecks;
