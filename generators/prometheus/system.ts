import type { System } from '../../core/contract.ts';

export default {
  id: 'prometheus',
  title: 'Prometheus',
  plays: { monitoring: { metricsFolder: '/var/lib/prometheus/node-exporter' } },
} as const satisfies System;
