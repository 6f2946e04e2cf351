import type { SystemChecks } from '../../core/contract.ts';
import { checkVmids } from './rules/vmid-rule.ts';

export default {
  codes: { 'duplicate-vmid': { what: 'two guests have one VMID', why: 'Proxmox refuses the second' } },
  resolved: checkVmids,
} as const satisfies SystemChecks;
