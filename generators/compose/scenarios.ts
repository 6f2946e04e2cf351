import { followOnly, type SystemScenarios } from '../../testbed/scenario.ts';

// A machine's own disk is this one's, which nobody fills.
export default { 'disk-full': followOnly } as const satisfies SystemScenarios;
