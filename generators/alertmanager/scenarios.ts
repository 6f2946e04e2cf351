import { followOnly, type SystemScenarios } from '../../testbed/scenario.ts';

export default { 'no-alert-arrives': followOnly } as const satisfies SystemScenarios;
