import type { SystemChecks } from '../../core/contract.ts';
import { checkTerraform } from './rules/terraform-rules.ts';
import { checkVmids } from './rules/vmid-rule.ts';

export default {
  codes: {
    'duplicate-vmid': { what: 'two guests have one VMID', why: 'Proxmox refuses the second' },
    'guest-incomplete': {
      what: 'a guest that Terraform is to make lacks cores, memory, a disk or what it is made from',
      why: 'it would get what nobody chose, or be left out without a word',
    },
    'passthrough-unsaid': {
      what: 'a device is passed through in words only',
      why: 'the guest would come up without it',
    },
  },
  resolved: checkVmids,
  derived: checkTerraform,
} as const satisfies SystemChecks;
