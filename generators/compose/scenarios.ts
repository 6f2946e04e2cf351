import { followOnly, type SystemScenarios } from '../../testbed/scenario.ts';

// A machine's own disk is that of the test machine, which no test may fill.
export default { 'disk-full': followOnly } as const satisfies SystemScenarios;
