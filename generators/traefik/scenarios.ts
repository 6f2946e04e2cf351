import { followOnly, type SystemScenarios } from '../../testbed/scenario.ts';

export default { 'certificate-expired': followOnly } as const satisfies SystemScenarios;
