import type { CheckKinds } from '../../core/check-kinds/check-kind.ts';

export default {
  deployed: { title: 'Deployed', proves: 'deploy' },
} as const satisfies CheckKinds;
