import type { CheckKinds } from '../../core/check-kinds/check-kind.ts';

export default {
  container: { title: 'Container', proves: 'container' },
  health: { title: 'Health check of', proves: 'health' },
  engine: { title: 'Docker Engine', proves: 'engine' },
} as const satisfies CheckKinds;
