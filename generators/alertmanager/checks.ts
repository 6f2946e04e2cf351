import type { SystemChecks } from '../../core/contract.ts';
import { checkMount } from './rules/mount-rule.ts';
import { checkReferences } from './rules/reference-rule.ts';

export default {
  codes: {
    'alertmanager-unmounted': {
      what: 'a warning: no container mounts the configuration that is generated for Alertmanager',
      why: 'it would run with that of its image, and send nothing',
    },
  },
  resolved: checkReferences,
  derived: checkMount,
} as const satisfies SystemChecks;
