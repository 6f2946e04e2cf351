import type { FilePolicy } from '../../core/contract.ts';
import { daemonDecisions } from './facts/daemon-decisions.ts';
import { projectDecisions } from './facts/project-decisions.ts';

export default [
  { match: /^infra\/compose\/[^/]+\/[^/]+\/compose\.yaml$/, decides: projectDecisions },
  { match: /^infra\/docker\/[^/]+\/daemon\.json$/, decides: daemonDecisions },
] as const satisfies readonly FilePolicy[];
