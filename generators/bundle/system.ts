import type { System } from '../../core/contract.ts';

export default {
  id: 'bundle',
  title: 'Recovery bundle',
} as const satisfies System;
