import { ifupdown2Checker } from './check/ifupdown2.ts';
import { pveAccessChecker } from './check/pve-access.ts';
import { pveFirewallChecker } from './check/pve-firewall.ts';
import { terraformApplyChecker } from './check/terraform-apply.ts';
import { terraformValidateChecker } from './check/terraform-validate.ts';

export default [ifupdown2Checker, pveFirewallChecker, pveAccessChecker, terraformValidateChecker, terraformApplyChecker];
