import { networkdChecker } from './check/networkd.ts';

export default [networkdChecker];
