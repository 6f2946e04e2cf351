import type { System } from '../../core/contract.ts';

export default {
  id: 'prometheus',
  title: 'Prometheus',
  plays: { monitoring: true },
} as const satisfies System;
