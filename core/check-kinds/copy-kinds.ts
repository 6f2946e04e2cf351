import type { CheckKinds } from './check-kind.ts';

/** The checks of what has to run for the backup, whoever knows of it; see {@link ExpectedRun}. */
export const COPY_KINDS = {
  backup: { title: 'Copy in', proves: 'copy' },
  check: { title: 'Reading and comparing its data', proves: 'copy' },
  prune: { title: 'Forgetting what is old', proves: 'copy' },
  'restore-test': { title: 'Restoring for trial', proves: 'copy' },
} as const satisfies CheckKinds;
