import type { SystemChecks } from '../../core/contract.ts';
import { checkMount } from './rules/mount-rule.ts';
import { checkReferences } from './rules/reference-rule.ts';
import { checkSecret } from './rules/secret-rule.ts';

export default {
  codes: {
    'alertmanager-secret': {
      what: 'the address for alerts is a secret of another container than the one that runs Alertmanager',
      why: 'no alert would be sent',
    },
    'alertmanager-unmounted': {
      what: 'a warning: no container mounts the configuration that is generated for Alertmanager',
      why: 'it would run with that of its image, and send nothing',
    },
  },
  resolved: checkReferences,
  derived(model, reporter) {
    checkMount(model, reporter);
    checkSecret(model, reporter);
  },
} as const satisfies SystemChecks;
