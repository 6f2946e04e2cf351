import type { SystemChecks } from '../../core/contract.ts';
import { checkOwnRouters } from './rules/own-router-rule.ts';

export default {
  codes: {
    'traefik-own-router': {
      what: 'labels of a fragment make a router that the inventory does not know, or change one that it does, and nothing says why',
      why: 'who sends its hostname gets past what `expose` asks, and no page shows it',
    },
  },
  derived: checkOwnRouters,
} as const satisfies SystemChecks;
