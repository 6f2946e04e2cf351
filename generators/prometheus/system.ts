import type { System } from '../../core/contract.ts';

export default {
  id: 'prometheus',
  title: 'Prometheus',
} as const satisfies System;
