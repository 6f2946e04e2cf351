import type { SystemChecks } from '../../core/contract.ts';
import { checkProxmoxBackups } from './rules/proxmox-backup-rules.ts';

export default { derived: checkProxmoxBackups } as const satisfies SystemChecks;
