import type { SystemChecks } from '../../core/contract.ts';
import { checkInterfaceNames } from './rules/interface-name-rule.ts';

export default { resolved: checkInterfaceNames } as const satisfies SystemChecks;
