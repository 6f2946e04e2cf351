import { dnsmasqChecker } from '../../tools/verify/name-server.ts';

export default [dnsmasqChecker];
