import { ifupdown2Checker } from './check/ifupdown2.ts';
import { pveFirewallChecker } from './check/pve-firewall.ts';

export default [ifupdown2Checker, pveFirewallChecker];
