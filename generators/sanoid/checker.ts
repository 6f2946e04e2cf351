import { sanoidChecker } from './check/sanoid.ts';

export default [sanoidChecker];
