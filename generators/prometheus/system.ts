import type { System } from '../../core/contract.ts';

export default {
  id: 'prometheus',
  title: 'Prometheus',
  monitors: true,
} as const satisfies System;
