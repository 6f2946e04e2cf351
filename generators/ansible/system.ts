import type { System } from '../../core/contract.ts';
import { automation } from './automation.ts';

export default {
  id: 'ansible',
  title: 'Ansible',
  plays: { automation },
} as const satisfies System;
