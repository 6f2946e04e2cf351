import { dnsmasqChecker } from './check/dnsmasq.ts';

export default [dnsmasqChecker];
