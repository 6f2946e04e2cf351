import type { SystemChecks } from '../../core/contract.ts';

export default {
  codes: {
    'bundle-too-large': {
      what: 'the files of the recovery bundle are larger together than `systems.bundle.limit`',
      why: 'it is published and printed, so what is large there is data that belongs elsewhere',
    },
  },
} as const satisfies SystemChecks;
