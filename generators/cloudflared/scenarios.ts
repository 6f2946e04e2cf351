import { followOnly, type SystemScenarios } from '../../testbed/scenario.ts';

export default { 'tunnel-down': followOnly } as const satisfies SystemScenarios;
