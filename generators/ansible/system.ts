import type { System } from '../../core/contract.ts';

export default {
  id: 'ansible',
  title: 'Ansible',
} as const satisfies System;
